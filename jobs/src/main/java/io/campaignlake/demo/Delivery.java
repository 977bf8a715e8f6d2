package io.campaignlake.demo;

import io.campaignlake.demo.Campaigns.Script;
import io.campaignlake.demo.MessagePlan.Route;
import io.campaignlake.demo.MessagePlan.Status;
import io.campaignlake.demo.MessagePlan.StatusEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a message on its way, with the oddities seen in the field: read without
 * delivered, failed and yet delivered, stuck without any status, delivered days late.
 */
final class Delivery {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Route route;
  private final Instant attemptedAt;
  private final Chance chance;
  private final List<StatusEvent> statuses = new ArrayList<>();

  private Delivery(Route route, Instant attemptedAt, Chance chance) {
    this.route = route;
    this.attemptedAt = attemptedAt;
    this.chance = chance;
  }

  static List<StatusEvent> statuses(
      Route route, Instant attemptedAt, Script script, Chance chance) {
    Delivery delivery = new Delivery(route, attemptedAt, chance);
    if (script == Script.FREE) {
      delivery.onTheWay();
    } else {
      delivery.promptly();
    }
    return List.copyOf(delivery.statuses);
  }

  /** When the person had the message, by its delivered or read status. */
  static Optional<Instant> reachedAt(List<StatusEvent> statuses) {
    return statuses.stream()
        .filter(event -> event.status() == Status.DELIVERED || event.status() == Status.READ)
        .map(StatusEvent::at)
        .min(Instant::compareTo);
  }

  private void promptly() {
    Instant sentAt = attemptedAt.plusSeconds(2);
    add(Status.SENT, sentAt);
    add(Status.DELIVERED, sentAt.plusSeconds(18));
    add(Status.READ, sentAt.plusSeconds(300));
  }

  private void onTheWay() {
    int draw = chance.between(1, 1000);
    if (draw <= 7) {
      return;
    }
    if (draw <= 34) {
      fail();
      return;
    }
    Instant sentAt = attemptedAt.plus(chance.delay(AT_ONCE, Duration.ofSeconds(40)));
    add(Status.SENT, sentAt);
    if (chance.happens(0.965)) {
      reach(sentAt);
    }
  }

  private void fail() {
    Instant failedAt = attemptedAt.plus(chance.delay(AT_ONCE, Duration.ofMinutes(3)));
    statuses.add(new StatusEvent(Status.FAILED, failedAt, Failures.onTheWay(route, chance)));
    // One device of the account could not take it, another one could.
    if (chance.happens(0.12)) {
      add(Status.DELIVERED, failedAt.plus(chance.delay(AT_ONCE, Duration.ofMinutes(30))));
    }
  }

  private void reach(Instant sentAt) {
    Instant deliveredAt = sentAt.plus(deliveryDelay());
    boolean isRead = chance.happens(0.68);
    // The chat was open on the screen: WhatsApp then reports the read alone.
    boolean chatWasOpen = isRead && chance.happens(0.04);
    if (!chatWasOpen) {
      add(Status.DELIVERED, deliveredAt);
    }
    if (isRead) {
      Duration latest = chatWasOpen ? Duration.ofSeconds(5) : Duration.ofHours(40);
      add(Status.READ, deliveredAt.plus(chance.delay(AT_ONCE, latest)));
    }
  }

  private Duration deliveryDelay() {
    int draw = chance.between(1, 100);
    if (draw <= 88) {
      return chance.delay(Duration.ZERO, Duration.ofMinutes(2));
    }
    // A phone that was off; now and then for more than a week.
    return draw <= 98
        ? chance.delay(Duration.ofMinutes(2), Duration.ofHours(30))
        : chance.evenDelay(Duration.ofDays(2), Duration.ofDays(9));
  }

  private void add(Status status, Instant at) {
    statuses.add(new StatusEvent(status, at, null));
  }
}
