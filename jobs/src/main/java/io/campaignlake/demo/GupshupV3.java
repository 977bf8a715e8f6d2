package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.demo.MessagePlan.Inbound;
import io.campaignlake.demo.MessagePlan.Status;
import io.campaignlake.demo.MessagePlan.StatusEvent;
import java.time.Instant;

/** Meta's bodies as Gupshup passes them through, with its own ids beside. */
final class GupshupV3 {
  private static final String APP_ID = "5b0c9c1e-7d52-4c8e-9f0a-3f6f1c2d7a10";

  private GupshupV3() {}

  /** The only status whose time is a number, in milliseconds; it has no metadata. */
  static ObjectNode enqueued(MessagePlan plan, Instant at) {
    ObjectNode body = Json.object();
    ObjectNode change = body.putArray("entry").addObject().putArray("changes").addObject();
    change
        .put("field", "messages")
        .putObject("value")
        .put("messaging_product", "whatsapp")
        .putArray("statuses")
        .addObject()
        .put("gs_id", plan.messageId())
        .put("id", plan.whatsAppId())
        .put("recipient_id", plan.person().waId())
        .put("status", "enqueued")
        .put("timestamp", at.toEpochMilli());
    return body.put("gs_app_id", APP_ID).put("object", "whatsapp_business_account");
  }

  static ObjectNode status(MessagePlan plan, StatusEvent event) {
    ObjectNode status = MetaPayloads.status(plan, event).put("gs_id", plan.messageId());
    if (event.status() == Status.READ && plan.chance("uuid").happens(0.5)) {
      // Newer accounts: an id of Gupshup's making, WhatsApp's own beside it.
      status.put("id", plan.chance("uuid-of-read").uuid()).put("meta_msg_id", plan.whatsAppId());
    }
    ObjectNode body = Json.object();
    value(body).putArray("statuses").add(status);
    return body;
  }

  static ObjectNode inbound(MessagePlan plan, Inbound inbound, Chance chance) {
    ObjectNode body = Json.object();
    ObjectNode value = value(body);
    value.putArray("contacts").add(MetaPayloads.contact(plan));
    value.putArray("messages").add(MetaPayloads.inbound(plan, inbound, chance));
    return body;
  }

  private static ObjectNode value(ObjectNode body) {
    ObjectNode entry = body.putArray("entry").addObject().put("id", MetaPayloads.WABA_ID);
    ObjectNode change = entry.putArray("changes").addObject().put("field", "messages");
    body.put("gs_app_id", APP_ID).put("object", "whatsapp_business_account");
    ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
    value.set("metadata", MetaPayloads.metadata());
    return value;
  }
}
