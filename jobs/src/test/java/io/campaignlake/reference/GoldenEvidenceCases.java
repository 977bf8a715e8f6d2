package io.campaignlake.reference;

import static io.campaignlake.reference.GoldenStory.DAY_0;
import static io.campaignlake.reference.GoldenStory.SEND_DAY;
import static io.campaignlake.reference.GoldenStory.afterHours;
import static io.campaignlake.reference.GoldenStory.onDay;

/** Cases of what proves a receipt, a failure or a click. */
final class GoldenEvidenceCases {
  private GoldenEvidenceCases() {}

  static GoldenCase readWithoutDelivered() {
    return new GoldenStory(6, "read, never delivered; order 2 d after the read")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "sent", DAY_0.minusSeconds(30))
        .status("a", "read", DAY_0)
        .order("order", onDay(2))
        .credit("order", "ASSISTED", "a")
        .message("a", "delivered_evidence", "READ", "status", "READ", "delivered_at", null)
        .day(SEND_DAY, "messages_delivered", "1", "messages_read", "1")
        .result("Read")
        .end();
  }

  static GoldenCase failedThenDelivered() {
    return new GoldenStory(7, "failed, then delivered")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "failed", DAY_0, "errors", undeliverable())
        .status("a", "delivered", DAY_0.plusSeconds(60))
        .order("order", onDay(1))
        .credit("order", "ASSISTED", "a")
        .message("a", "status", "DELIVERED", "has_conflict", "true", "error_code", "131026")
        .day(SEND_DAY, "messages_delivered", "1", "messages_failed", "0")
        .result("Delivered")
        .end();
  }

  static GoldenCase failedOnly() {
    return new GoldenStory(8, "failed only; order next day")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "failed", DAY_0, "errors", undeliverable())
        .order("order", onDay(1))
        .noCredit("order", "NO_TOUCH")
        .day(SEND_DAY, "messages_failed", "1", "charged_messages", "0", "messages_sent", "0")
        .result("Failed")
        .end();
  }

  static GoldenCase earlierFailureWithoutReason() {
    return new GoldenStory(26, "failed with a reason; an earlier failure without one comes later")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "failed", DAY_0.plusSeconds(1), "errors", undeliverable())
        .later()
        .later() // No other case has so late an arrival: the day is carried on by this alone.
        .status("a", "failed", DAY_0)
        .failure(SEND_DAY, "131026", 0)
        .failure(SEND_DAY, "UNKNOWN", 1)
        .result("Failed")
        .end();
  }

  private static Object undeliverable() {
    return Documents.array(
        Documents.json(
            "code", 131026, "title", "Message undeliverable", "message", "Message undeliverable"));
  }

  static GoldenCase clickBeforeDelivered() {
    return new GoldenStory(9, "click 10:00, delivered stamped 10:02")
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

  static GoldenCase fetchedByPreview() {
    return new GoldenStory(12, "delivered day 0, one preview-bot fetch, order day 2")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .click("a", afterHours(1), "user_agent", "WhatsApp/2.24.6 A")
        .order("order", onDay(2))
        .credit("order", "ASSISTED", "a")
        .day(SEND_DAY, "total_clicks", "0", "unique_clicks", "0", "bot_clicks", "1")
        .end();
  }

  static GoldenCase quickReplyIsNoTouch() {
    GoldenStory story = new GoldenStory(13, "delivered and quick reply day 0, order day 5");
    return story
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .lands(
            Documents.metaReply(
                "wamid.golden-13-reply",
                story.waId(),
                afterHours(1),
                story.messageId("a"),
                "Quero"))
        .order("order", onDay(5))
        .noCredit("order", "OUTSIDE_WINDOW")
        .day(SEND_DAY, "total_clicks", "1", "total_quick_replies", "1", "total_url_clicks", "0")
        .end();
  }
}
