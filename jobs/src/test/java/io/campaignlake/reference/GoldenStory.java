package io.campaignlake.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.reference.GoldenCase.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells one golden case: what lands for whom, and what must be known after it. */
final class GoldenStory {
  /** Ten in the morning in São Paulo. */
  static final Instant DAY_0 = Instant.parse("2026-03-10T13:00:00Z");

  /** The local date of {@link #DAY_0}. */
  static final String SEND_DAY = "2026-03-10";

  private final int number;
  private final String story;
  private final List<Landing> arrivals = new ArrayList<>();
  private final List<LandingDocument> landing = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private String campaignId;
  private String waId;
  private String shopPhone;
  private String customerId;

  GoldenStory(int number, String story) {
    this.number = number;
    this.story = story;
    originalCampaign();
    person(1);
  }

  static Instant onDay(int day) {
    return DAY_0.plus(Duration.ofDays(day));
  }

  static Instant afterHours(int hours) {
    return DAY_0.plus(Duration.ofHours(hours));
  }

  /** A name of this story alone. */
  String own(String name) {
    return "golden-%02d-%s".formatted(number, name);
  }

  String messageId(String name) {
    return "wamid." + own(name);
  }

  String waId() {
    return waId;
  }

  /** What follows is of this person, registered without the ninth digit that the shop writes. */
  GoldenStory person(int person) {
    String subscriber = "8%02d%d4321".formatted(number, person);
    customerId = own("customer-" + person);
    return phones("5511" + subscriber, "+55119" + subscriber);
  }

  GoldenStory phones(String providers, String shops) {
    waId = providers;
    shopPhone = shops;
    return this;
  }

  GoldenStory campaign(String name) {
    campaignId = own(name);
    return this;
  }

  /** What follows is of the story's first campaign again. */
  GoldenStory originalCampaign() {
    campaignId = "golden-%02d".formatted(number);
    return this;
  }

  /** The send-log row of a message on the Cloud API. */
  GoldenStory send(String message, Instant attemptedAt, Object... more) {
    ObjectNode fields =
        Documents.json("telephone", waId, "message_id", messageId(message), "language", "pt_BR");
    Documents.with(fields, more);
    List<Object> flat = new ArrayList<>();
    fields.properties().forEach(each -> flat.addAll(List.of(each.getKey(), each.getValue())));
    return lands(
        Documents.send(campaignId, own(message), "CLOUD_API", attemptedAt, flat.toArray()));
  }

  GoldenStory status(String message, String status, Instant at, Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = "recipient_id";
    all[1] = waId;
    System.arraycopy(more, 0, all, 2, more.length);
    return lands(Documents.metaStatus(messageId(message), status, at, all));
  }

  GoldenStory click(String message, Instant at, Object... more) {
    String clickId = own(message) + "-click-" + landing.size();
    return lands(Documents.click(clickId, messageId(message), at, more));
  }

  /** An order of 100.00 BRL that the person's phone names; canceled or not by its status. */
  GoldenStory order(String order, Instant orderedAt, Object... more) {
    return orderOf(order, orderedAt, Documents.json("phone", shopPhone), more);
  }

  GoldenStory orderOf(String order, Instant orderedAt, ObjectNode client, Object... more) {
    return lands(Documents.order(own(order), orderedAt, "invoiced", client, more));
  }

  String customerId() {
    return customerId;
  }

  GoldenStory lands(LandingDocument document) {
    landing.add(document);
    return this;
  }

  /** What follows lands in a later run. */
  GoldenStory later() {
    arrivals.add(new Landing(landing));
    landing.clear();
    return this;
  }

  GoldenStory credit(String order, String conversionClass, String message) {
    return fact(
        Fact.one(
            "attribution.attributed_orders",
            Map.of("order_id", own(order)),
            "conversion_class",
            conversionClass,
            "message_id",
            messageId(message),
            "campaign_id",
            campaignId,
            "reason",
            null));
  }

  GoldenStory noCredit(String order, String reason) {
    return fact(
        Fact.one(
            "attribution.attributed_orders",
            Map.of("order_id", own(order)),
            "conversion_class",
            null,
            "message_id",
            null,
            "reason",
            reason));
  }

  GoldenStory verdict(String order, String message, String conversionClass, String verdict) {
    Map<String, String> key =
        Map.of(
            "order_id", own(order),
            "message_id", messageId(message),
            "conversion_class", conversionClass);
    return fact(Fact.one("attribution.order_candidates", key, "verdict", verdict));
  }

  GoldenStory message(String message, String... columns) {
    return fact(Fact.one("silver.messages", Map.of("message_id", messageId(message)), columns));
  }

  /** Columns of the campaign's row of one send day. */
  GoldenStory day(String sendDate, String... columns) {
    return fact(Fact.one("gold.campaign_daily_metrics", dayKey(sendDate), columns));
  }

  GoldenStory emptyDay(String sendDate) {
    return fact(Fact.none("gold.campaign_daily_metrics", dayKey(sendDate)));
  }

  /** Messages of the campaign that failed on a send day for one reason. */
  GoldenStory failure(String sendDate, String errorCode, int messages) {
    Map<String, String> key = new TreeMap<>(dayKey(sendDate));
    key.put("error_code", errorCode);
    return fact(
        messages == 0
            ? Fact.none("gold.campaign_failures", key)
            : Fact.one("gold.campaign_failures", key, "messages_failed", String.valueOf(messages)));
  }

  GoldenStory result(String result) {
    Map<String, String> key = Map.of("CAMPAIGN_ID", campaignId, "TELEPHONE", waId);
    return fact(Fact.one("reports.record_status", key, "RESULT", result));
  }

  GoldenStory clickedOnReminder(String clicked) {
    Map<String, String> key = Map.of("userId", customerId);
    return fact(Fact.one("reports.conversions", key, "hasClickedOnReminder", clicked));
  }

  GoldenStory fact(Fact fact) {
    facts.add(fact);
    return this;
  }

  private Map<String, String> dayKey(String sendDate) {
    return Map.of("campaign_id", campaignId, "send_date", sendDate);
  }

  GoldenCase end() {
    later();
    return new GoldenCase(number, story, arrivals, facts);
  }
}
