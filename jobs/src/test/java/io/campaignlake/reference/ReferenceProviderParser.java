package io.campaignlake.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignlake.reference.ReferenceFacts.IdPair;
import io.campaignlake.reference.ReferenceFacts.InboundMessage;
import io.campaignlake.reference.ReferenceFacts.StatusEvent;
import io.campaignlake.reference.ReferenceFacts.Strength;
import java.time.Instant;
import java.util.Map;

/** Reads what WhatsApp's providers post: Meta's envelope, and Gupshup's own second version. */
final class ReferenceProviderParser {
  private static final Map<String, String> STATUS =
      Map.of(
          "enqueued", "ENQUEUED",
          "sent", "SENT",
          "delivered", "DELIVERED",
          "read", "READ",
          "played", "READ",
          "failed", "FAILED");

  private final ReferenceTime time;
  private final ReferenceFacts facts;

  ReferenceProviderParser(ReferenceTime time, ReferenceFacts facts) {
    this.time = time;
    this.facts = facts;
  }

  void readGupshup(JsonNode body) {
    switch (body.path("type").asText()) {
      case "message-event" -> readGupshupStatus(body);
      case "message" -> readGupshupInbound(body);
      default -> readEnvelope(body, "GUPSHUP");
    }
  }

  void readEnvelope(JsonNode body, String connector) {
    for (JsonNode entry : body.path("entry")) {
      for (JsonNode change : entry.path("changes")) {
        if (change.path("field").asText().equals("messages")) {
          change.path("value").path("statuses").forEach(each -> readMetaStatus(each, connector));
          change.path("value").path("messages").forEach(each -> readMetaInbound(each, connector));
        }
      }
    }
  }

  private void readMetaStatus(JsonNode status, String connector) {
    Instant at = time.epoch(status.path("timestamp"));
    String id = text(status, "id");
    if (at == null || id == null) {
      return;
    }
    String gupshupId = text(status, "gs_id");
    String whatsAppId = text(status, "meta_msg_id");
    String known = STATUS.get(status.path("status").asText());
    if (gupshupId != null) {
      pair(gupshupId, Strength.STRONG, id);
      pair(gupshupId, Strength.STRONG, whatsAppId);
    } else if ("ENQUEUED".equals(known)) {
      pair(id, Strength.STRONG, whatsAppId);
    } else {
      pair(id, Strength.WEAK, whatsAppId);
    }
    JsonNode error = status.path("errors").path(0);
    addStatus(
        new StatusEvent(
            gupshupId != null ? gupshupId : id,
            known,
            at,
            number(text(status, "recipient_id")),
            text(status, "recipient_user_id"),
            callbackCampaign(text(status, "biz_opaque_callback_data")),
            text(error, "code"),
            firstText(
                text(error, "message"),
                text(error, "title"),
                text(error.path("error_data"), "details")),
            connector));
  }

  private void readGupshupStatus(JsonNode body) {
    JsonNode payload = body.path("payload");
    JsonNode inner = payload.path("payload");
    Instant at = time.epoch(inner.hasNonNull("ts") ? inner.path("ts") : body.path("timestamp"));
    String gupshupId = text(payload, "gsId");
    String id = text(payload, "id");
    if (at == null || (id == null && gupshupId == null)) {
      return;
    }
    String known = STATUS.get(payload.path("type").asText());
    if (gupshupId != null) {
      pair(gupshupId, Strength.STRONG, id);
    }
    if ("ENQUEUED".equals(known)) {
      String own = gupshupId != null ? gupshupId : id;
      pair(own, Strength.STRONG, text(inner, "whatsappMessageId"));
    }
    addStatus(
        new StatusEvent(
            gupshupId != null ? gupshupId : id,
            known,
            at,
            number(text(payload, "destination")),
            text(payload, "userId"),
            null,
            text(inner, "code"),
            text(inner, "reason"),
            "GUPSHUP"));
  }

  /** A status nobody knows yet says nothing about the message, not even that it exists. */
  private void addStatus(StatusEvent event) {
    if (event.status() != null) {
      facts.statuses.add(event);
    }
  }

  private void readMetaInbound(JsonNode message, String connector) {
    String type = message.path("type").asText();
    JsonNode interactive = message.path("interactive");
    String form = interactive.path("type").asText();
    boolean choice = form.equals("button_reply") || form.equals("list_reply");
    boolean isReply = type.equals("button") || (type.equals("interactive") && choice);
    JsonNode context = message.path("context");
    addInbound(
        text(context, "gs_id"),
        text(context, "id"),
        new InboundMessage(
            text(message, "id"),
            firstText(text(context, "gs_id"), text(context, "id")),
            isReply,
            time.epoch(message.path("timestamp")),
            number(text(message, "from")),
            text(message, "from_user_id"),
            firstText(text(message.path("button"), "text"), text(interactive.path(form), "title")),
            Canonical.hash(message),
            connector));
  }

  private void readGupshupInbound(JsonNode body) {
    JsonNode payload = body.path("payload");
    JsonNode inner = payload.path("payload");
    boolean isReply =
        switch (payload.path("type").asText()) {
          case "quick_reply", "button_reply", "list_reply" -> true;
          default -> inner.path("type").asText().equals("button");
        };
    JsonNode context = payload.path("context");
    addInbound(
        text(context, "gsId"),
        text(context, "id"),
        new InboundMessage(
            text(payload, "id"),
            firstText(text(context, "gsId"), text(context, "id")),
            isReply,
            time.epoch(inner.hasNonNull("ts") ? inner.path("ts") : body.path("timestamp")),
            number(firstText(text(payload, "source"), text(payload.path("sender"), "phone"))),
            text(payload.path("sender"), "userId"),
            firstText(text(inner, "title"), text(inner, "text")),
            Canonical.hash(payload),
            "GUPSHUP"));
  }

  /** An answer that names its message by both ids teaches them as well as a status does. */
  private void addInbound(String gupshupId, String whatsAppId, InboundMessage message) {
    if (message.inboundId() == null || message.at() == null) {
      return;
    }
    facts.inbound.add(message);
    if (gupshupId != null) {
      pair(gupshupId, Strength.STRONG, whatsAppId);
    }
  }

  private void pair(String gupshupId, Strength strength, String otherId) {
    if (otherId != null && !otherId.equals(gupshupId)) {
      facts.idPairs.add(new IdPair(gupshupId, strength, otherId));
    }
  }

  private static String callbackCampaign(String callback) {
    return callback == null ? null : text(Canonical.parse(callback), "campaign_id");
  }

  /** International digits, with or without a plus; other ids in their place are none. */
  private static String number(String recipient) {
    return recipient != null && recipient.matches("\\+?[0-9]+") ? recipient : null;
  }

  private static String firstText(String... texts) {
    for (String text : texts) {
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static String text(JsonNode object, String field) {
    return ReferenceParser.text(object, field);
  }
}
