package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.demo.CampaignPlan.MessageType;
import io.campaignlake.demo.MessagePlan.Inbound;
import io.campaignlake.demo.MessagePlan.Status;
import io.campaignlake.demo.MessagePlan.StatusEvent;
import java.util.Locale;

/** Statuses, inbound messages and contacts as the Cloud API posts them. */
final class MetaPayloads {
  static final String BUSINESS_PHONE = "551130030001";
  static final String WABA_ID = "104512230098761";

  private MetaPayloads() {}

  /** One element of {@code value.statuses}; the time is a string of epoch seconds. */
  static ObjectNode status(MessagePlan plan, StatusEvent event) {
    ObjectNode status =
        Json.object()
            .put("id", plan.whatsAppId())
            .put("status", event.status().name().toLowerCase(Locale.ROOT))
            .put("timestamp", String.valueOf(event.at().getEpochSecond()));
    if (SendLog.isAddressedByNumber(plan)) {
      status.put("recipient_id", plan.person().waId());
    } else {
      status.put("recipient_user_id", plan.person().bsuid());
    }
    if (plan.route() == MessagePlan.Route.META) {
      status.put("biz_opaque_callback_data", Json.line(callback(plan)));
    }
    if (event.status() == Status.FAILED) {
      putError(status, event.failure());
    } else if (event.status() != Status.READ) {
      putPricing(status, plan);
    }
    return status;
  }

  /** One element of {@code value.contacts}. */
  static ObjectNode contact(MessagePlan plan) {
    Person person = plan.person();
    ObjectNode contact = Json.object();
    contact.putObject("profile").put("name", person.fullName());
    if (SendLog.isAddressedByNumber(plan)) {
      contact.put("wa_id", person.waId());
    }
    return contact.put("user_id", person.bsuid());
  }

  /** One element of {@code value.messages}. */
  static ObjectNode inbound(MessagePlan plan, Inbound inbound, Chance chance) {
    ObjectNode message = Json.object();
    if (SendLog.isAddressedByNumber(plan)) {
      message.put("from", plan.person().waId());
    }
    message
        .put("from_user_id", plan.person().bsuid())
        .put("id", MessageIds.wamid(plan.person().waId(), chance))
        .put("timestamp", String.valueOf(inbound.at().getEpochSecond()));
    putContext(message, plan, inbound);
    putContent(message, inbound);
    return message;
  }

  static ObjectNode metadata() {
    return Json.object()
        .put("display_phone_number", BUSINESS_PHONE)
        .put("phone_number_id", "109871234500321");
  }

  private static ObjectNode callback(MessagePlan plan) {
    return Json.object().put("campaign_id", plan.campaign().id()).put("record_id", plan.recordId());
  }

  private static void putError(ObjectNode status, MessagePlan.Failure failure) {
    ObjectNode error = status.putArray("errors").addObject();
    error.put("code", failure.code()).put("title", failure.title()).put("message", failure.title());
    error.putObject("error_data").put("details", failure.title() + ".");
    error.put(
        "href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
  }

  private static void putPricing(ObjectNode status, MessagePlan plan) {
    boolean isTemplate = plan.campaign().messageType() == MessageType.TEMPLATE;
    status
        .putObject("pricing")
        .put("billable", isTemplate)
        .put("pricing_model", "PMP")
        .put("category", isTemplate ? "marketing" : "service")
        .put("type", isTemplate ? "regular" : "free_customer_service");
  }

  private static void putContext(ObjectNode message, MessagePlan plan, Inbound inbound) {
    switch (inbound.kind()) {
      case BUTTON, BUTTON_REPLY, LIST_REPLY ->
          message.putObject("context").put("from", BUSINESS_PHONE).put("id", plan.whatsAppId());
      case TEXT, TEXT_BEFORE, BUTTON_WITHOUT_CONTEXT -> {
        // People seldom quote, and WhatsApp may leave the context of a button out.
      }
    }
  }

  private static void putContent(ObjectNode message, Inbound inbound) {
    switch (inbound.kind()) {
      case TEXT, TEXT_BEFORE ->
          message.put("type", "text").putObject("text").put("body", inbound.text());
      case BUTTON, BUTTON_WITHOUT_CONTEXT ->
          message
              .put("type", "button")
              .putObject("button")
              .put("payload", "more")
              .put("text", inbound.text());
      case BUTTON_REPLY -> putInteractive(message, "button_reply", inbound.text());
      case LIST_REPLY -> putInteractive(message, "list_reply", inbound.text());
    }
  }

  private static void putInteractive(ObjectNode message, String kind, String title) {
    ObjectNode interactive = message.put("type", "interactive").putObject("interactive");
    interactive.put("type", kind).putObject(kind).put("id", "more").put("title", title);
  }
}
