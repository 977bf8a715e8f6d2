package io.campaignlake.silver;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;

/** Gupshup's own (v2) events; v3 bodies come in Meta's envelope. */
final class GupshupEvent {
  private static final Set<String> REPLIES = Set.of("quick_reply", "button_reply", "list_reply");

  private GupshupEvent() {}

  static void parse(JsonNode body, EventTime times, String source, Parsed parsed) {
    if (body.has("entry")) {
      CloudApiWebhook.parse(body, times, source, parsed);
      return;
    }
    String type = Json.required(body, "type", Reason.UNKNOWN_DOCUMENT);
    JsonNode payload = body.path("payload");
    switch (type) {
      case "message-event" -> status(body, payload, times, parsed);
      case "message" -> inbound(body, payload, times, parsed);
      default -> parsed.ignored(type);
    }
  }

  private static void status(JsonNode body, JsonNode payload, EventTime times, Parsed parsed) {
    String name = Json.required(payload, "type", Reason.MISSING_STATUS);
    if (name.equals("mismatch")) {
      parsed.ignored("mismatch");
      return;
    }
    String gupshupId = Json.text(payload, "gsId");
    String id = CloudApiWebhook.id(payload, gupshupId);
    boolean isEnqueued = name.equalsIgnoreCase("enqueued");
    String ref = gupshupId == null ? id : gupshupId;
    JsonNode inner = payload.path("payload");
    String whatsappId = Json.text(inner, "whatsappMessageId");
    new StatusEvent(
            CloudApiWebhook.GUPSHUP,
            ref,
            StatusEvent.others(ref, id, whatsappId),
            gupshupId != null || isEnqueued ? StatusEvent.STRONG : null,
            name,
            time(body, inner, times),
            Json.text(payload, "destination"),
            Json.text(payload, "userId"),
            Json.text(inner, "code"),
            Json.text(inner, "reason"),
            null,
            Json.text(payload.path("pricing"), "category"))
        .addTo(parsed);
  }

  /** Meta's clock in seconds where the event carries it, else Gupshup's in milliseconds. */
  private static Instant time(JsonNode body, JsonNode inner, EventTime times) {
    return inner.hasNonNull("ts") ? times.epoch(inner, "ts") : times.epoch(body, "timestamp");
  }

  private static void inbound(JsonNode body, JsonNode payload, EventTime times, Parsed parsed) {
    String id = Json.required(payload, "id", Reason.MISSING_MESSAGE_ID);
    String type = Json.text(payload, "type") == null ? "unknown" : Json.text(payload, "type");
    JsonNode inner = payload.path("payload");
    JsonNode sender = payload.path("sender");
    String source =
        Json.text(payload, "source") == null
            ? Json.text(sender, "phone")
            : Json.text(payload, "source");
    String gupshupId = Json.text(payload.path("context"), "gsId");
    String whatsappId = Json.text(payload.path("context"), "id");
    String contextRef = gupshupId == null ? whatsappId : gupshupId;
    new CloudApiWebhook.Inbound(
            id,
            CloudApiWebhook.GUPSHUP,
            source,
            Json.text(sender, "userId"),
            time(body, inner, times),
            type,
            reply(inner, type),
            contextRef,
            StatusEvent.others(contextRef, whatsappId),
            Json.hash(body))
        .addTo(parsed);
  }

  private static CloudApiWebhook.Reply reply(JsonNode inner, String type) {
    String title = Json.text(inner, "title");
    String text = title == null ? Json.text(inner, "text") : title;
    boolean innerIsButton = "button".equals(Json.text(inner, "type"));
    if (!REPLIES.contains(type) && !innerIsButton) {
      return new CloudApiWebhook.Reply(null, null, text);
    }
    String postback = Json.text(inner, "postbackText");
    String id = Json.text(inner, "id");
    String button = id != null ? id : postback != null ? postback : text;
    return new CloudApiWebhook.Reply(REPLIES.contains(type) ? type : "button", button, text);
  }
}
