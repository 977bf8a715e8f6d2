package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.demo.CampaignPlan.Connector;
import io.campaignlake.demo.CampaignPlan.MessageType;
import io.campaignlake.demo.Person.Reach;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The sender's own record of each attempt. */
final class SendLog {
  static final List<String> COLUMNS =
      List.of(
          "campaign_id",
          "record_id",
          "connector",
          "attempted_at",
          "telephone",
          "bsuid",
          "customer_id",
          "message_id",
          "error_code",
          "error_message",
          "order_form_id",
          "message_type",
          "template_name",
          "language");

  private static final DateTimeFormatter SAO_PAULO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
          .withZone(ZoneOffset.ofHours(-3));

  private final LandingFiles files;

  SendLog(LandingFiles files) {
    this.files = files;
  }

  void write(MessagePlan plan) {
    Chance chance = plan.chance("send-log");
    ObjectNode row =
        Json.object()
            .put("campaign_id", plan.campaign().id())
            .put("record_id", plan.recordId())
            .put("connector", plan.campaign().connector().name())
            .put("attempted_at", SAO_PAULO_TIME.format(plan.attemptedAt()));
    putRecipient(row, plan, chance);
    putOutcome(row, plan);
    if (plan.cart() != null && chance.happens(0.9)) {
      row.put("order_form_id", plan.cart().orderFormId());
    }
    putTemplate(row, plan.campaign());
    // A part of the log is shipped a day late, after the statuses.
    Duration late = chance.happens(0.02) ? Duration.ofDays(1) : Duration.ZERO;
    files.append(Folder.SENDS, plan.attemptedAt().plus(late), row);
    if (chance.happens(0.005)) {
      files.append(Folder.SENDS, plan.attemptedAt().plus(late), row);
    }
  }

  /** Only the Cloud API takes a business-scoped id in place of a number. */
  static boolean isAddressedByNumber(MessagePlan plan) {
    return plan.campaign().connector() == Connector.GUPSHUP || plan.person().reach() == Reach.PHONE;
  }

  private static void putRecipient(ObjectNode row, MessagePlan plan, Chance chance) {
    Person person = plan.person();
    if (isAddressedByNumber(plan)) {
      String plus = chance.happens(0.3) ? "+" : "";
      row.put("telephone", plus + person.internationalDigits());
    } else {
      row.put("bsuid", person.bsuid());
    }
    if (chance.happens(0.8)) {
      row.put("customer_id", person.customerId());
    }
  }

  private static void putOutcome(ObjectNode row, MessagePlan plan) {
    if (plan.refusal() == null) {
      row.put("message_id", plan.messageId());
    } else {
      row.put("error_code", String.valueOf(plan.refusal().code()));
      row.put("error_message", plan.refusal().title());
    }
  }

  private static void putTemplate(ObjectNode row, CampaignPlan campaign) {
    row.put("message_type", campaign.messageType().name());
    if (campaign.messageType() == MessageType.TEMPLATE) {
      row.put("template_name", campaign.templateName());
    }
    row.put("language", campaign.language());
  }
}
