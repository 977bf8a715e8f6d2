package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.demo.MessagePlan.Failure;
import io.campaignlake.demo.MessagePlan.Inbound;
import io.campaignlake.demo.MessagePlan.InboundKind;
import io.campaignlake.demo.MessagePlan.Status;
import io.campaignlake.demo.MessagePlan.StatusEvent;
import java.time.Instant;
import java.util.Locale;

/** Gupshup's own event form: outer times in milliseconds, inner ones in seconds. */
final class GupshupV2 {
  private GupshupV2() {}

  /** The one event that names both ids. */
  static ObjectNode enqueued(MessagePlan plan, Instant at) {
    ObjectNode event = event("message-event", at);
    ObjectNode payload =
        event
            .putObject("payload")
            .put("id", plan.messageId())
            .put("type", "enqueued")
            .put("destination", plan.person().waId());
    payload
        .putObject("payload")
        .put("whatsappMessageId", plan.whatsAppId())
        .put("type", "template");
    return event;
  }

  static ObjectNode status(MessagePlan plan, StatusEvent status) {
    ObjectNode event = forgottenStatus(plan, status);
    ((ObjectNode) event.get("payload")).put("gsId", plan.messageId());
    return event;
  }

  /** A status that comes so late that Gupshup no longer knows its own id. */
  static ObjectNode forgottenStatus(MessagePlan plan, StatusEvent status) {
    ObjectNode event = event("message-event", status.at().plusMillis(412));
    ObjectNode payload =
        event
            .putObject("payload")
            .put("id", plan.whatsAppId())
            .put("type", status.status().name().toLowerCase(Locale.ROOT))
            .put("destination", plan.person().waId());
    ObjectNode inner = payload.putObject("payload");
    if (status.status() == Status.FAILED) {
      inner.put("code", status.failure().code()).put("reason", reason(status.failure()));
    } else {
      inner.put("ts", status.at().getEpochSecond());
    }
    if (status.status() == Status.SENT) {
      payload
          .putObject("pricing")
          .put("policy", "PMP")
          .put("category", "marketing")
          .put("type", "regular");
    }
    return event;
  }

  static ObjectNode text(MessagePlan plan, Inbound inbound, Chance chance) {
    ObjectNode event = event("message", inbound.at());
    ObjectNode payload = inbound(event, plan, chance).put("type", "text");
    payload.putObject("payload").put("text", inbound.text());
    putSender(payload, plan.person());
    return event;
  }

  /** A tapped button: newer numbers say quick_reply, older ones a text of type button. */
  static ObjectNode tap(MessagePlan plan, Inbound inbound, Chance chance) {
    ObjectNode event = event("message", inbound.at());
    ObjectNode payload = inbound(event, plan, chance);
    payload.put("type", chance.happens(0.5) ? "quick_reply" : "text");
    payload.putObject("payload").put("text", inbound.text()).put("type", "button");
    putSender(payload, plan.person());
    if (inbound.kind() != InboundKind.BUTTON_WITHOUT_CONTEXT) {
      payload.putObject("context").put("id", plan.whatsAppId()).put("gsId", plan.messageId());
    }
    return event;
  }

  static ObjectNode billing(MessagePlan plan, Instant at) {
    ObjectNode event = event("billing-event", at);
    ObjectNode payload = event.putObject("payload");
    payload
        .putObject("deductions")
        .put("type", "regular")
        .put("model", "PMP")
        .put("source", "whatsapp")
        .put("billable", true)
        .put("category", "marketing");
    payload
        .putObject("references")
        .put("id", plan.whatsAppId())
        .put("gsId", plan.messageId())
        .put("destination", plan.person().waId());
    return event;
  }

  static ObjectNode optIn(Person person, Instant at) {
    ObjectNode event = event("user-event", at);
    event.putObject("payload").put("phone", person.waId()).put("type", "opted-in");
    return event;
  }

  private static ObjectNode event(String type, Instant at) {
    return Json.object()
        .put("app", "LojaAurora")
        .put("timestamp", at.toEpochMilli())
        .put("version", 2)
        .put("type", type);
  }

  private static String reason(Failure failure) {
    // Gupshup quotes Meta's code inside the reason; its own codes it does not.
    return failure.code() > 100_000
        ? "(#" + failure.code() + ") " + failure.title()
        : failure.title();
  }

  private static ObjectNode inbound(ObjectNode event, MessagePlan plan, Chance chance) {
    return event
        .putObject("payload")
        .put("id", MessageIds.wamid(plan.person().waId(), chance))
        .put("source", plan.person().waId());
  }

  private static void putSender(ObjectNode payload, Person person) {
    payload
        .putObject("sender")
        .put("phone", person.waId())
        .put("name", person.fullName())
        .put("country_code", person.waId().substring(0, 2))
        .put("dial_code", person.waId().substring(2));
  }
}
