package io.campaignlake.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.reference.GoldenCase.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The golden cases 1 to 23. Case 24 is a law over all of them: any spread gives the same. */
public final class GoldenCases {
  /** The clock under which the expected facts hold. */
  public static final Instant NOW = Instant.parse("2026-06-15T00:00:00Z");

  /** Ten in the morning in São Paulo. */
  private static final Instant DAY_0 = Instant.parse("2026-03-10T13:00:00Z");

  private static final String SEND_DAY = "2026-03-10";
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);
  private static final String MESSAGES = "silver.messages";

  private GoldenCases() {}

  /** All cases in their order. */
  public static List<GoldenCase> all() {
    return List.of(
        deliveredThreeDaysBefore(),
        deliveredThreeDaysAndAMicrosecondBefore(),
        clickedFifteenDaysBefore(),
        clickBeatsDelivery(),
        laterClickBeatsEarlier(),
        readWithoutDelivered(),
        failedThenDelivered(),
        failedOnly(),
        clickBeforeDelivered(),
        clickAfterOrder(),
        clickAndOrderAtOnce(),
        fetchedByPreview(),
        quickReplyIsNoTouch(),
        twoOrders(),
        canceledOrder(),
        attemptedLateAtNight(),
        deliveredInTheSameSecond(),
        statusesBeforeSendLog(),
        ninthDigit(),
        sameCustomer(),
        lateGupshupStatus(),
        nationalSpelling(),
        movedToThePreviousDay());
  }

  /** Everything of all cases, run by run: the first arrivals of all, then the second ones. */
  public static List<Landing> arrivals() {
    List<GoldenCase> cases = all();
    int runs = cases.stream().mapToInt(each -> each.arrivals().size()).max().orElse(0);
    return IntStream.range(0, runs)
        .mapToObj(
            run ->
                Landing.all(
                    cases.stream()
                        .filter(each -> run < each.arrivals().size())
                        .map(each -> each.arrivals().get(run))
                        .toList()))
        .toList();
  }

  /** Case 24: all documents doubled, shuffled and split in seven. */
  public static List<Landing> spread(long seed) {
    Landing once = Landing.all(arrivals());
    return once.repeated(2).shuffled(seed).split(7);
  }

  private static GoldenStory story(int number, String story) {
    return new GoldenStory(number, story);
  }

  private static Instant day(int days) {
    return DAY_0.plus(Duration.ofDays(days));
  }

  private static Instant hours(int hours) {
    return DAY_0.plus(Duration.ofHours(hours));
  }

  private static GoldenCase deliveredThreeDaysBefore() {
    return story(1, "delivered 10:00:00 day 0, order day 3 10:00:00.000000")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", day(3))
        .credit("order", "ASSISTED", "a")
        .verdict("order", "a", "ASSISTED", "WON")
        .day(SEND_DAY, "assisted_conversions", "1", "total_conversions", "1")
        .end();
  }

  private static GoldenCase deliveredThreeDaysAndAMicrosecondBefore() {
    return story(2, "delivered 10:00:00 day 0, order one microsecond after day 3 10:00:00")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", day(3).plus(MICROSECOND))
        .noCredit("order", "OUTSIDE_WINDOW")
        .verdict("order", "a", "ASSISTED", "OUTSIDE_WINDOW")
        .day(SEND_DAY, "messages_delivered", "1", "total_conversions", "0")
        .end();
  }

  private static GoldenCase clickedFifteenDaysBefore() {
    Instant click = hours(1);
    return story(3, "delivered day -1, click 11:00 day 0, order day 15 11:00:00 or 1 µs later")
        .send("in", day(-1).minusSeconds(60))
        .status("in", "delivered", day(-1))
        .click("in", click)
        .order("order-in", click.plus(Duration.ofDays(15)))
        .credit("order-in", "CLICK_THROUGH", "in")
        .person(2)
        .send("out", day(-1).minusSeconds(60))
        .status("out", "delivered", day(-1))
        .click("out", click)
        .order("order-out", click.plus(Duration.ofDays(15)).plus(MICROSECOND))
        .noCredit("order-out", "OUTSIDE_WINDOW")
        .verdict("order-out", "out", "CLICK_THROUGH", "OUTSIDE_WINDOW")
        .end();
  }

  private static GoldenCase clickBeatsDelivery() {
    return story(4, "A clicked 14 d before, B delivered 1 d before and not clicked")
        .send("a", day(0).minusSeconds(60))
        .status("a", "delivered", day(0))
        .click("a", hours(2))
        .send("b", day(13).minusSeconds(60))
        .status("b", "delivered", day(13))
        .order("order", hours(2 + 14 * 24))
        .credit("order", "CLICK_THROUGH", "a")
        .verdict("order", "a", "CLICK_THROUGH", "WON")
        .verdict("order", "b", "ASSISTED", "BEATEN_BY_CLASS")
        .end();
  }

  private static GoldenCase laterClickBeatsEarlier() {
    return story(5, "A clicked 5 d before, B clicked 2 d before")
        .send("a", day(0).minusSeconds(60))
        .status("a", "delivered", day(0))
        .click("a", hours(1))
        .send("b", day(3).minusSeconds(60))
        .status("b", "delivered", day(3))
        .click("b", hours(1 + 3 * 24))
        .order("order", hours(1 + 5 * 24))
        .credit("order", "CLICK_THROUGH", "b")
        .verdict("order", "b", "CLICK_THROUGH", "WON")
        .verdict("order", "a", "CLICK_THROUGH", "BEATEN_BY_RECENCY")
        .end();
  }

  private static GoldenCase readWithoutDelivered() {
    return story(6, "read, never delivered; order 2 d after the read")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "sent", DAY_0.minusSeconds(30))
        .status("a", "read", DAY_0)
        .order("order", day(2))
        .credit("order", "ASSISTED", "a")
        .message("a", "delivered_evidence", "READ", "status", "READ", "delivered_at", null)
        .day(SEND_DAY, "messages_delivered", "1", "messages_read", "1")
        .result("Read")
        .end();
  }

  private static GoldenCase failedThenDelivered() {
    return story(7, "failed, then delivered")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "failed", DAY_0, "errors", undeliverable())
        .status("a", "delivered", DAY_0.plusSeconds(60))
        .order("order", day(1))
        .credit("order", "ASSISTED", "a")
        .message("a", "status", "DELIVERED", "has_conflict", "true", "error_code", "131026")
        .day(SEND_DAY, "messages_delivered", "1", "messages_failed", "0")
        .result("Delivered")
        .end();
  }

  private static GoldenCase failedOnly() {
    return story(8, "failed only; order next day")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "failed", DAY_0, "errors", undeliverable())
        .order("order", day(1))
        .noCredit("order", "NO_TOUCH")
        .day(SEND_DAY, "messages_failed", "1", "charged_messages", "0", "messages_sent", "0")
        .result("Failed")
        .end();
  }

  private static Object undeliverable() {
    return Documents.array(
        Documents.json(
            "code", 131026, "title", "Message undeliverable", "message", "Message undeliverable"));
  }

  private static GoldenCase clickBeforeDelivered() {
    return story(9, "click 10:00, delivered stamped 10:02")
        .send("a", DAY_0.minusSeconds(60))
        .click("a", DAY_0)
        .status("a", "delivered", DAY_0.plusSeconds(120))
        .message(
            "a",
            "effective_delivered_at",
            DAY_0.toString(),
            "delivered_evidence",
            "CLICK",
            "delivered_at",
            DAY_0.plusSeconds(120).toString())
        .end();
  }

  private static GoldenCase clickAfterOrder() {
    GoldenStory story = story(10, "delivered day -1, order 09:59, click 10:00");
    return story
        .send("a", day(-1).minusSeconds(60))
        .status("a", "delivered", day(-1))
        .orderOf("order", DAY_0.minusSeconds(60), client(story))
        .click("a", DAY_0)
        .credit("order", "ASSISTED", "a")
        .verdict("order", "a", "ASSISTED", "WON")
        .verdict("order", "a", "CLICK_THROUGH", "BEFORE_ANCHOR")
        .clickedOnReminder("true")
        .end();
  }

  private static ObjectNode client(GoldenStory story) {
    return Documents.json("phone", "+" + story.waId(), "userProfileId", story.customerId());
  }

  private static GoldenCase clickAndOrderAtOnce() {
    Instant at = DAY_0.plus(Duration.ofNanos(123_456_000));
    return story(11, "click and order at the same microsecond")
        .send("a", day(-5).minusSeconds(60))
        .status("a", "delivered", day(-5))
        .click("a", at)
        .order("order", at)
        .credit("order", "CLICK_THROUGH", "a")
        .end();
  }

  private static GoldenCase fetchedByPreview() {
    return story(12, "delivered day 0, one preview-bot fetch, order day 2")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .click("a", hours(1), "user_agent", "WhatsApp/2.24.6 A")
        .order("order", day(2))
        .credit("order", "ASSISTED", "a")
        .day(SEND_DAY, "total_clicks", "0", "unique_clicks", "0", "bot_clicks", "1")
        .end();
  }

  private static GoldenCase quickReplyIsNoTouch() {
    GoldenStory story = story(13, "delivered and quick reply day 0, order day 5");
    return story
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .lands(
            Documents.metaReply(
                "wamid.golden-13-reply", story.waId(), hours(1), story.messageId("a"), "Quero"))
        .order("order", day(5))
        .noCredit("order", "OUTSIDE_WINDOW")
        .day(SEND_DAY, "total_clicks", "1", "total_quick_replies", "1", "total_url_clicks", "0")
        .end();
  }

  private static GoldenCase twoOrders() {
    return story(14, "two orders inside the window")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order-1", day(1))
        .order("order-2", day(2))
        .credit("order-1", "ASSISTED", "a")
        .credit("order-2", "ASSISTED", "a")
        .day(SEND_DAY, "total_conversions", "2", "converting_recipients", "1")
        .end();
  }

  private static GoldenCase canceledOrder() {
    return story(15, "order canceled on day 9")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", day(1))
        .later()
        .order("order", day(1), "status", "canceled", "lastChange", day(9))
        .credit("order", "ASSISTED", "a")
        .day(SEND_DAY, "total_conversions", "0", "canceled_conversions", "1")
        .fact(
            Fact.one(
                "gold.campaign_daily_value",
                Map.of("campaign_id", "golden-15", "send_date", SEND_DAY, "currency_code", "BRL"),
                "total_conversion_value",
                "0.00",
                "canceled_value",
                "100.00"))
        .end();
  }

  private static GoldenCase attemptedLateAtNight() {
    return story(16, "attempted 23:30 in São Paulo, 02:30Z the next day")
        .send("a", Instant.parse("2026-03-11T02:30:00Z"))
        .message("a", "send_date", SEND_DAY)
        .day(SEND_DAY, "messages_attempted", "1", "messages_pending", "1")
        .emptyDay("2026-03-11")
        .result("Accepted")
        .end();
  }

  private static GoldenCase deliveredInTheSameSecond() {
    return story(17, "two messages delivered in the same second, no click")
        .send("b", DAY_0.minusSeconds(50))
        .status("b", "delivered", DAY_0)
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", day(1))
        .credit("order", "ASSISTED", "a")
        .verdict("order", "b", "ASSISTED", "BEATEN_BY_TIE")
        .end();
  }

  private static GoldenCase statusesBeforeSendLog() {
    GoldenStory story = story(18, "status events arrive before the send log, and after it");
    story.send("after", DAY_0).person(2);
    story.status("before", "sent", hours(1)).status("before", "delivered", hours(2)).later();
    story.send("before", DAY_0).person(1);
    story.status("after", "sent", hours(1)).status("after", "delivered", hours(2));
    for (String message : List.of("before", "after")) {
      story.message(
          message,
          "campaign_id",
          "golden-18",
          "attempted_at",
          DAY_0.toString(),
          "sent_at",
          hours(1).toString(),
          "delivered_at",
          hours(2).toString(),
          "status",
          "DELIVERED",
          "send_date",
          SEND_DAY);
    }
    return story.day(SEND_DAY, "messages_attempted", "2", "messages_delivered", "2").end();
  }

  private static GoldenCase ninthDigit() {
    return story(19, "order phone +5511987654321, WhatsApp id 551187654321")
        .phones("551187654321", "+5511987654321")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", day(1))
        .credit("order", "ASSISTED", "a")
        .message("a", "recipient_key", "551187654321")
        .end();
  }

  private static GoldenCase sameCustomer() {
    GoldenStory story = story(20, "order without phone, or with another, of the log's customer");
    var without = Documents.json("userProfileId", story.customerId());
    story
        .send("a", DAY_0.minusSeconds(60), "customer_id", story.customerId())
        .status("a", "delivered", DAY_0)
        .orderOf("order-without", day(1), without)
        .credit("order-without", "ASSISTED", "a")
        .person(2);
    var other = Documents.json("phone", "+551140028922", "userProfileId", story.customerId());
    return story
        .send("b", DAY_0.minusSeconds(60), "customer_id", story.customerId())
        .status("b", "delivered", DAY_0)
        .orderOf("order-other", day(1), other)
        .credit("order-other", "ASSISTED", "b")
        .end();
  }

  private static GoldenCase lateGupshupStatus() {
    GoldenStory story = story(21, "Gupshup status a week late, with the WhatsApp id only");
    String gupshupId = story.own("gupshup");
    String whatsAppId = story.own("whatsapp");
    String phone = story.waId();
    return story
        .lands(
            Documents.send(
                "golden-21",
                "record",
                "GUPSHUP",
                DAY_0,
                "telephone",
                phone,
                "message_id",
                gupshupId))
        .lands(Documents.gupshupEnqueued(gupshupId, whatsAppId, phone, DAY_0.plusSeconds(1)))
        .lands(Documents.gupshupStatus("sent", whatsAppId, gupshupId, phone, DAY_0.plusSeconds(2)))
        .later()
        .lands(Documents.gupshupStatus("delivered", whatsAppId, null, phone, day(8)))
        .fact(
            Fact.one(
                MESSAGES,
                Map.of("message_id", gupshupId),
                "status",
                "DELIVERED",
                "delivered_at",
                day(8).toString()))
        .fact(Fact.none(MESSAGES, Map.of("message_id", whatsAppId)))
        .day(SEND_DAY, "messages_attempted", "1", "messages_delivered", "1")
        .result("Delivered")
        .end();
  }

  private static GoldenCase nationalSpelling() {
    return story(22, "order phone (11) 98722-4321 from a Brazilian store")
        .phones("551187224321", "(11) 98722-4321")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", day(1))
        .credit("order", "ASSISTED", "a")
        .end();
  }

  private static GoldenCase movedToThePreviousDay() {
    Instant nextDay = Instant.parse("2026-03-11T03:10:00Z");
    Instant attempt = Instant.parse("2026-03-11T02:50:00Z");
    GoldenStory story = story(23, "the send log arrives late, with an attempt on the day before");
    return story
        .status("a", "sent", nextDay, callback("golden-23"))
        .person(2)
        .campaign("kept")
        .status("moves", "sent", nextDay, callback("golden-23-kept"))
        .person(3)
        .status("stays", "sent", nextDay, callback("golden-23-kept"))
        .later()
        .person(2)
        .send("moves", attempt)
        .day(SEND_DAY, "messages_attempted", "1")
        .day("2026-03-11", "messages_attempted", "1")
        .message("moves", "send_date", SEND_DAY)
        .message("stays", "send_date", "2026-03-11")
        .person(1)
        .originalCampaign()
        .send("a", attempt)
        .day(SEND_DAY, "messages_attempted", "1", "messages_sent", "1")
        .emptyDay("2026-03-11")
        .message("a", "send_date", SEND_DAY)
        .end();
  }

  private static Object[] callback(String campaignId) {
    String data = Documents.json("campaign_id", campaignId).toString();
    return new Object[] {"biz_opaque_callback_data", data};
  }
}
