package io.campaignlake.silver;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignlake.raw.LandingSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Webhook bodies in Meta's envelope: the Cloud API's own, and Gupshup's v3, which passes them
 * through with ids of its own. One body may hold several entries, changes, statuses and messages.
 */
final class CloudApiWebhook {
  static final String CLOUD_API = "CLOUD_API";
  static final String GUPSHUP = "GUPSHUP";

  private static final Pattern BSUID = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9.]+");

  private CloudApiWebhook() {}

  static void parse(JsonNode body, EventTime times, String source, Parsed parsed) {
    if (!body.path("entry").isArray()) {
      throw new BadValue(Reason.UNKNOWN_DOCUMENT);
    }
    boolean isGupshup = source.equals(LandingSource.GUPSHUP.folder()) || body.has("gs_app_id");
    int parts = parsed.parts().size();
    for (JsonNode entry : body.path("entry")) {
      parsed.part(entry, () -> entry(entry, times, isGupshup ? GUPSHUP : CLOUD_API, parsed));
    }
    if (parsed.parts().size() == parts) {
      parsed.ignored("empty");
    }
  }

  private static void entry(JsonNode entry, EventTime times, String provider, Parsed parsed) {
    if (!entry.isObject()) {
      throw new BadValue(Reason.UNKNOWN_DOCUMENT);
    }
    for (JsonNode change : Json.list(entry, "changes")) {
      parsed.part(change, () -> change(change, times, provider, parsed));
    }
  }

  private static void change(JsonNode change, EventTime times, String provider, Parsed parsed) {
    String field = Json.required(change, "field", Reason.UNKNOWN_DOCUMENT);
    JsonNode value = change.path("value");
    if (!field.equals("messages")) {
      parsed.ignored(field);
      return;
    }
    if (!value.isObject()) {
      throw new BadValue(Reason.UNKNOWN_DOCUMENT);
    }
    JsonNode statuses = Json.list(value, "statuses");
    JsonNode messages = Json.list(value, "messages");
    JsonNode contacts = Json.listOrNone(value, "contacts");
    for (JsonNode status : statuses) {
      parsed.part(status, () -> status(status, contacts, times, provider, parsed));
    }
    for (JsonNode message : messages) {
      parsed.part(message, () -> inbound(message, contacts, times, provider, parsed));
    }
    if (statuses.isEmpty() && messages.isEmpty()) {
      parsed.ignored(value.has("user_actions") ? "user_actions" : "messages_without_content");
    }
  }

  private static void status(
      JsonNode status, JsonNode contacts, EventTime times, String provider, Parsed parsed) {
    String gupshupId = Json.text(status, "gs_id");
    String id = id(status, gupshupId);
    String metaId = Json.text(status, "meta_msg_id");
    String name = Json.required(status, "status", Reason.MISSING_STATUS);
    boolean isEnqueued = name.equalsIgnoreCase("enqueued");
    String ref = gupshupId == null ? id : gupshupId;
    String evidence = null;
    if (gupshupId != null || isEnqueued) {
      evidence = StatusEvent.STRONG;
    } else if (metaId != null) {
      evidence = StatusEvent.WEAK;
    }
    String recipientId = Json.text(status, "recipient_id");
    JsonNode error = status.path("errors").path(0);
    new StatusEvent(
            gupshupId != null || metaId != null ? GUPSHUP : provider,
            ref,
            StatusEvent.others(ref, id, metaId),
            evidence,
            name,
            times.epoch(status, "timestamp"),
            recipientId,
            bsuid(Json.text(status, "recipient_user_id"), recipientId, contacts),
            Json.text(error, "code"),
            errorMessage(error),
            campaignId(Json.text(status, "biz_opaque_callback_data")),
            Json.text(status.path("pricing"), "category"))
        .addTo(parsed);
  }

  /** The event's own id of its message, which may be missing beside Gupshup's. */
  static String id(JsonNode status, String gupshupId) {
    return gupshupId == null
        ? Json.required(status, "id", Reason.MISSING_MESSAGE_ID)
        : Json.text(status, "id");
  }

  private static String errorMessage(JsonNode error) {
    String message = Json.text(error, "message");
    String title = Json.text(error, "title");
    String details = Json.text(error.path("error_data"), "details");
    return message != null ? message : title != null ? title : details;
  }

  /**
   * The id given, else one that stands in the phone's place, else that of the contact beside it.
   */
  private static String bsuid(String given, String recipientId, JsonNode contacts) {
    if (given != null) {
      return given;
    }
    if (recipientId != null && BSUID.matcher(recipientId).matches()) {
      return recipientId;
    }
    for (JsonNode contact : contacts) {
      boolean isRecipient =
          contacts.size() == 1
              || (recipientId != null && recipientId.equals(Json.text(contact, "wa_id")));
      if (isRecipient) {
        return Json.text(contact, "user_id");
      }
    }
    return null;
  }

  private static String campaignId(String callbackData) {
    if (callbackData == null || !callbackData.strip().startsWith("{")) {
      return null;
    }
    try {
      return Json.text(Json.parse(callbackData.getBytes(StandardCharsets.UTF_8)), "campaign_id");
    } catch (BadValue notJson) {
      return null;
    }
  }

  private static void inbound(
      JsonNode message, JsonNode contacts, EventTime times, String provider, Parsed parsed) {
    String id = Json.required(message, "id", Reason.MISSING_MESSAGE_ID);
    String from = Json.text(message, "from");
    String type = Json.text(message, "type") == null ? "unknown" : Json.text(message, "type");
    Reply reply = reply(message, type);
    String context = Json.text(message.path("context"), "gs_id");
    String contextId = Json.text(message.path("context"), "id");
    String contextRef = context == null ? contextId : context;
    new Inbound(
            id,
            provider,
            from,
            bsuid(Json.text(message, "from_user_id"), from, contacts),
            times.epoch(message, "timestamp"),
            type,
            reply,
            contextRef,
            StatusEvent.others(contextRef, contextId),
            Json.hash(message))
        .addTo(parsed);
  }

  private static Reply reply(JsonNode message, String type) {
    if (type.equals("button")) {
      JsonNode button = message.path("button");
      return new Reply("button", Json.text(button, "payload"), Json.text(button, "text"));
    }
    JsonNode interactive = message.path("interactive");
    for (String kind : List.of("button_reply", "list_reply")) {
      if (interactive.has(kind)) {
        JsonNode tapped = interactive.path(kind);
        return new Reply(kind, Json.text(tapped, "id"), Json.text(tapped, "title"));
      }
    }
    return new Reply(null, null, Json.text(message.path("text"), "body"));
  }

  /**
   * What was tapped or written.
   *
   * @param kind of the tapped button; null for plain text
   */
  record Reply(String kind, String button, String text) {}

  /**
   * One inbound message, as a provider's document told it.
   *
   * @param senderId number of the sender, or what stands in its place
   */
  record Inbound(
      String id,
      String provider,
      String senderId,
      String bsuid,
      Instant at,
      String type,
      Reply reply,
      String contextRef,
      List<String> otherContextRefs,
      String hash) {

    void addTo(Parsed parsed) {
      String phoneKey = Phones.ofEvent(senderId);
      parsed.row(
          InboundMessages.TABLE,
          id,
          provider,
          Phones.digitsAlone(senderId),
          bsuid,
          phoneKey == null ? bsuid : phoneKey,
          at,
          type,
          reply.text(),
          reply.kind(),
          reply.button(),
          contextRef,
          otherContextRefs.toArray(String[]::new),
          hash);
    }
  }
}
