package io.campaignlake.reference;

import static io.campaignlake.reference.GoldenStory.DAY_0;
import static io.campaignlake.reference.GoldenStory.SEND_DAY;
import static io.campaignlake.reference.GoldenStory.afterHours;
import static io.campaignlake.reference.GoldenStory.onDay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.reference.GoldenCase.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Cases of whose a message is, and of which day. */
final class GoldenIdentityCases {
  private static final String MESSAGES = "silver.messages";

  private GoldenIdentityCases() {}

  static GoldenCase attemptedLateAtNight() {
    return new GoldenStory(16, "attempted 23:30 in São Paulo, 02:30Z the next day")
        .send("a", Instant.parse("2026-03-11T02:30:00Z"))
        .message("a", "send_date", SEND_DAY)
        .day(SEND_DAY, "messages_attempted", "1", "messages_pending", "1")
        .emptyDay("2026-03-11")
        .result("Accepted")
        .end();
  }

  static GoldenCase statusesBeforeSendLog() {
    GoldenStory story =
        new GoldenStory(18, "status events arrive before the send log, and after it");
    story.send("after", DAY_0).person(2);
    story
        .status("before", "sent", afterHours(1))
        .status("before", "delivered", afterHours(2))
        .later();
    story.send("before", DAY_0).person(1);
    story.status("after", "sent", afterHours(1)).status("after", "delivered", afterHours(2));
    for (String message : List.of("before", "after")) {
      story.message(
          message,
          "campaign_id",
          "golden-18",
          "attempted_at",
          DAY_0.toString(),
          "sent_at",
          afterHours(1).toString(),
          "delivered_at",
          afterHours(2).toString(),
          "status",
          "DELIVERED",
          "send_date",
          SEND_DAY);
    }
    return story.day(SEND_DAY, "messages_attempted", "2", "messages_delivered", "2").end();
  }

  static GoldenCase ninthDigit() {
    return new GoldenStory(19, "order phone +5511987654321, WhatsApp id 551187654321")
        .phones("551187654321", "+5511987654321")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", onDay(1))
        .credit("order", "ASSISTED", "a")
        .message("a", "recipient_key", "551187654321")
        .end();
  }

  static GoldenCase sameCustomer() {
    GoldenStory story =
        new GoldenStory(20, "order without phone, or with another, of the log's customer");
    var without = Documents.json("userProfileId", story.customerId());
    story
        .send("a", DAY_0.minusSeconds(60), "customer_id", story.customerId())
        .status("a", "delivered", DAY_0)
        .orderOf("order-without", onDay(1), without)
        .credit("order-without", "ASSISTED", "a")
        .person(2);
    var other = Documents.json("phone", "+551140028922", "userProfileId", story.customerId());
    return story
        .send("b", DAY_0.minusSeconds(60), "customer_id", story.customerId())
        .status("b", "delivered", DAY_0)
        .orderOf("order-other", onDay(1), other)
        .credit("order-other", "ASSISTED", "b")
        .end();
  }

  static GoldenCase lateGupshupStatus() {
    GoldenStory story =
        new GoldenStory(21, "Gupshup status a week late, with the WhatsApp id only");
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
        .lands(Documents.gupshupStatus("delivered", whatsAppId, null, phone, onDay(8)))
        .fact(
            Fact.one(
                MESSAGES,
                Map.of("message_id", gupshupId),
                "status",
                "DELIVERED",
                "delivered_at",
                onDay(8).toString()))
        .fact(Fact.none(MESSAGES, Map.of("message_id", whatsAppId)))
        .day(SEND_DAY, "messages_attempted", "1", "messages_delivered", "1")
        .result("Delivered")
        .end();
  }

  static GoldenCase nationalSpelling() {
    return new GoldenStory(22, "order phone (11) 98722-4321 from a Brazilian store")
        .phones("551187224321", "(11) 98722-4321")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", onDay(1))
        .credit("order", "ASSISTED", "a")
        .end();
  }

  static GoldenCase movedToThePreviousDay() {
    Instant nextDay = Instant.parse("2026-03-11T03:10:00Z");
    Instant attempt = Instant.parse("2026-03-11T02:50:00Z");
    GoldenStory story =
        new GoldenStory(23, "the send log arrives late, with an attempt on the day before");
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

  /** Known by the number, the user id, or both: one of them in common makes one person. */
  static GoldenCase wroteUnderTheUserId() {
    // On the local day before, and still within the time that who wrote is active.
    Instant wrote = DAY_0.minus(Duration.ofHours(20));
    String phone = "551182714321";
    return new GoldenStory(27, "regular messages to who wrote before, under another of their names")
        .lands(regular("both", "telephone", phone, "bsuid", "BR.27both"))
        .lands(regular("user-id", "bsuid", "BR.27user"))
        .lands(regular("silent", "telephone", "551182724321", "bsuid", "BR.27silent"))
        .lands(regular("moved"))
        .lands(receipt("moved", "delivered", afterHours(2), "recipient_id", "551182744321"))
        .later()
        .later()
        .later() // By now no campaign changes any more: the day is carried on.
        .lands(Documents.metaText("wamid.in-27-both", null, "BR.27both", wrote))
        .lands(Documents.metaText("wamid.in-27-user", "551182734321", "BR.27user", wrote))
        .lands(Documents.metaText("wamid.in-27-moved", "551182744321", null, wrote))
        .later()
        .lands(receipt("both", "read", onDay(1)))
        .lands(receipt("user-id", "read", onDay(1)))
        // An earlier receipt says that it went to somebody else, who is silent.
        .lands(receipt("moved", "sent", afterHours(1), "recipient_id", "551182754321"))
        .day(SEND_DAY, "messages_attempted", "4", "regular_outside_window", "2")
        .end();
  }

  private static LandingDocument receipt(
      String message, String status, Instant at, Object... more) {
    return Documents.metaStatus("wamid.27-" + message, status, at, more);
  }

  private static LandingDocument regular(String message, Object... who) {
    ObjectNode fields =
        Documents.json("message_id", "wamid.27-" + message, "message_type", "REGULAR");
    Documents.with(fields, who);
    return Documents.in(
        "sends",
        Documents.with(
            fields,
            "campaign_id",
            "golden-27",
            "record_id",
            message,
            "connector",
            "CLOUD_API",
            "attempted_at",
            DAY_0));
  }

  private static Object[] callback(String campaignId) {
    String data = Documents.json("campaign_id", campaignId).toString();
    return new Object[] {"biz_opaque_callback_data", data};
  }

  /** Which order is touched follows from the click, not from the delivery a month before. */
  static GoldenCase phoneLearntAfterTheOrder() {
    String shops = "+5511987022222";
    GoldenStory story =
        new GoldenStory(
            25, "delivered day 0, click day 24, order day 35, its phone is learnt later");
    story.phones("551187011111", shops);
    story
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .click("a", onDay(24))
        .order("order", onDay(35))
        .later();
    return story
        .phones("551187022222", shops)
        .status("a", "read", afterHours(1))
        .credit("order", "CLICK_THROUGH", "a")
        .end();
  }
}
