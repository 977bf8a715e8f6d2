package io.campaignlake.reference;

import static io.campaignlake.reference.GoldenStory.DAY_0;
import static io.campaignlake.reference.GoldenStory.SEND_DAY;
import static io.campaignlake.reference.GoldenStory.afterHours;
import static io.campaignlake.reference.GoldenStory.onDay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.reference.GoldenCase.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Cases of who gets the order: windows, classes, ties, cancelling. */
final class GoldenCreditCases {
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  private GoldenCreditCases() {}

  static GoldenCase deliveredThreeDaysBefore() {
    return new GoldenStory(1, "delivered 10:00:00 day 0, order day 3 10:00:00.000000")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", onDay(3))
        .credit("order", "ASSISTED", "a")
        .verdict("order", "a", "ASSISTED", "WON")
        .day(SEND_DAY, "assisted_conversions", "1", "total_conversions", "1")
        .end();
  }

  static GoldenCase deliveredThreeDaysAndAMicrosecondBefore() {
    return new GoldenStory(
            2, "delivered 10:00:00 day 0, order one microsecond after day 3 10:00:00")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", onDay(3).plus(MICROSECOND))
        .noCredit("order", "OUTSIDE_WINDOW")
        .verdict("order", "a", "ASSISTED", "OUTSIDE_WINDOW")
        .day(SEND_DAY, "messages_delivered", "1", "total_conversions", "0")
        .end();
  }

  static GoldenCase clickedFifteenDaysBefore() {
    Instant click = afterHours(1);
    return new GoldenStory(
            3, "delivered day -1, click 11:00 day 0, order day 15 11:00:00 or 1 µs later")
        .send("in", onDay(-1).minusSeconds(60))
        .status("in", "delivered", onDay(-1))
        .click("in", click)
        .order("order-in", click.plus(Duration.ofDays(15)))
        .credit("order-in", "CLICK_THROUGH", "in")
        .person(2)
        .send("out", onDay(-1).minusSeconds(60))
        .status("out", "delivered", onDay(-1))
        .click("out", click)
        .order("order-out", click.plus(Duration.ofDays(15)).plus(MICROSECOND))
        .noCredit("order-out", "OUTSIDE_WINDOW")
        .verdict("order-out", "out", "CLICK_THROUGH", "OUTSIDE_WINDOW")
        .end();
  }

  static GoldenCase clickBeatsDelivery() {
    return new GoldenStory(4, "A clicked 14 d before, B delivered 1 d before and not clicked")
        .send("a", onDay(0).minusSeconds(60))
        .status("a", "delivered", onDay(0))
        .click("a", afterHours(2))
        .send("b", onDay(13).minusSeconds(60))
        .status("b", "delivered", onDay(13))
        .order("order", afterHours(2 + 14 * 24))
        .credit("order", "CLICK_THROUGH", "a")
        .verdict("order", "a", "CLICK_THROUGH", "WON")
        .verdict("order", "b", "ASSISTED", "BEATEN_BY_CLASS")
        .end();
  }

  static GoldenCase laterClickBeatsEarlier() {
    return new GoldenStory(5, "A clicked 5 d before, B clicked 2 d before")
        .send("a", onDay(0).minusSeconds(60))
        .status("a", "delivered", onDay(0))
        .click("a", afterHours(1))
        .send("b", onDay(3).minusSeconds(60))
        .status("b", "delivered", onDay(3))
        .click("b", afterHours(1 + 3 * 24))
        .order("order", afterHours(1 + 5 * 24))
        .credit("order", "CLICK_THROUGH", "b")
        .verdict("order", "b", "CLICK_THROUGH", "WON")
        .verdict("order", "a", "CLICK_THROUGH", "BEATEN_BY_RECENCY")
        .end();
  }

  static GoldenCase clickAfterOrder() {
    GoldenStory story = new GoldenStory(10, "delivered day -1, order 09:59, click 10:00");
    return story
        .send("a", onDay(-1).minusSeconds(60))
        .status("a", "delivered", onDay(-1))
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

  static GoldenCase clickAndOrderAtOnce() {
    Instant at = DAY_0.plus(Duration.ofNanos(123_456_000));
    return new GoldenStory(11, "click and order at the same microsecond")
        .send("a", onDay(-5).minusSeconds(60))
        .status("a", "delivered", onDay(-5))
        .click("a", at)
        .order("order", at)
        .credit("order", "CLICK_THROUGH", "a")
        .end();
  }

  static GoldenCase twoOrders() {
    return new GoldenStory(14, "two orders inside the window")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order-1", onDay(1))
        .order("order-2", onDay(2))
        .credit("order-1", "ASSISTED", "a")
        .credit("order-2", "ASSISTED", "a")
        .day(SEND_DAY, "total_conversions", "2", "converting_recipients", "1")
        .end();
  }

  static GoldenCase canceledOrder() {
    return new GoldenStory(15, "order canceled on day 9")
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", onDay(1))
        .later()
        .order("order", onDay(1), "status", "canceled", "lastChange", onDay(9))
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

  static GoldenCase deliveredInTheSameSecond() {
    return new GoldenStory(17, "two messages delivered in the same second, no click")
        .send("b", DAY_0.minusSeconds(50))
        .status("b", "delivered", DAY_0)
        .send("a", DAY_0.minusSeconds(60))
        .status("a", "delivered", DAY_0)
        .order("order", onDay(1))
        .credit("order", "ASSISTED", "a")
        .verdict("order", "b", "ASSISTED", "BEATEN_BY_TIE")
        .end();
  }
}
