package io.campaignlake.reference;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.campaignlake.reference.ReferenceTables.AttributedOrder;
import io.campaignlake.reference.ReferenceTables.Click;
import io.campaignlake.reference.ReferenceTables.Message;
import io.campaignlake.reference.ReferenceTables.Order;
import io.campaignlake.reference.ReferenceTables.OrderCandidate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which message gets each order, and why not the others: every touch is tried on every order. */
final class ReferenceAttribution {
  private static final String ASSISTED = "ASSISTED";
  private static final String CLICK_THROUGH = "CLICK_THROUGH";
  private static final int KEPT = 21;

  /** A delivery, whose click id is null, or a click. */
  private record Touch(
      Message message, String conversionClass, String clickId, Instant anchorAt, Duration window) {

    boolean claims(Order order) {
      Duration elapsed = Duration.between(anchorAt, order.orderedAt());
      return !elapsed.isNegative() && elapsed.compareTo(window) <= 0;
    }
  }

  private final List<Touch> touches = new ArrayList<>();
  private final ReferencePolicy policy;
  private final List<OrderCandidate> candidates = new ArrayList<>();
  private final List<AttributedOrder> attributed = new ArrayList<>();

  ReferenceAttribution(
      List<Message> messages, List<Click> clicks, List<Order> orders, ReferencePolicy policy) {
    this.policy = policy;
    for (Message message : messages) {
      if (message.campaignId() != null) {
        addTouches(message, clicks);
      }
    }
    orders.stream().sorted(comparing(Order::orderId, Canonical.TEXT)).forEach(this::attribute);
  }

  List<OrderCandidate> candidates() {
    return candidates;
  }

  List<AttributedOrder> attributed() {
    return attributed;
  }

  private void addTouches(Message message, List<Click> clicks) {
    if (message.effectiveDeliveredAt() != null) {
      touches.add(
          new Touch(
              message, ASSISTED, null, message.effectiveDeliveredAt(), policy.assistedWindow()));
    }
    for (Click click : clicks) {
      boolean human = !click.isBot() && click.kind().equals(ReferenceClicks.URL);
      if (human && click.messageId().equals(message.messageId())) {
        touches.add(
            new Touch(
                message, CLICK_THROUGH, click.clickId(), click.clickedAt(), policy.clickWindow()));
      }
    }
  }

  private void attribute(Order order) {
    List<Touch> ranked =
        touches.stream()
            .filter(touch -> samePerson(touch.message(), order))
            .filter(touch -> inHorizon(touch, order))
            .sorted(merit(order))
            .toList();
    Touch winner = !ranked.isEmpty() && ranked.get(0).claims(order) ? ranked.get(0) : null;
    for (int rank = 1; rank <= Math.min(KEPT, ranked.size()); rank++) {
      candidates.add(candidate(order, ranked.get(rank - 1), rank, winner));
    }
    attributed.add(credit(order, winner, ranked.size()));
  }

  private static boolean samePerson(Message message, Order order) {
    return message.matchKeys().contains("phone:" + order.phoneKey())
        || message.matchKeys().contains("customer:" + order.customerId());
  }

  private boolean inHorizon(Touch touch, Order order) {
    return !touch.anchorAt().isBefore(order.orderedAt().minus(policy.horizonBefore()))
        && !touch.anchorAt().isAfter(order.orderedAt().plus(policy.horizonAfter()));
  }

  private static Comparator<Touch> merit(Order order) {
    return comparing((Touch touch) -> !touch.claims(order))
        .thenComparing(touch -> !touch.conversionClass().equals(CLICK_THROUGH))
        .thenComparing(Touch::anchorAt, reverseOrder())
        .thenComparing(touch -> touch.message().effectiveDeliveredAt(), reverseOrder())
        .thenComparing(touch -> touch.message().messageId(), Canonical.TEXT)
        .thenComparing(Touch::clickId, Canonical.TEXT);
  }

  private static OrderCandidate candidate(Order order, Touch touch, int rank, Touch winner) {
    long micros = ChronoUnit.MICROS.between(touch.anchorAt(), order.orderedAt());
    return new OrderCandidate(
        order.orderId(),
        touch.conversionClass(),
        touch.message().messageId(),
        touch.clickId(),
        touch.message().campaignId(),
        touch.anchorAt(),
        Math.floorDiv(micros, 1_000_000L),
        rank,
        verdict(order, touch, winner));
  }

  private static String verdict(Order order, Touch touch, Touch winner) {
    if (touch.anchorAt().isAfter(order.orderedAt())) {
      return "BEFORE_ANCHOR";
    }
    if (!touch.claims(order)) {
      return "OUTSIDE_WINDOW";
    }
    if (touch.equals(winner)) {
      return "WON";
    }
    if (!touch.conversionClass().equals(winner.conversionClass())) {
      return "BEATEN_BY_CLASS";
    }
    return touch.anchorAt().equals(winner.anchorAt()) ? "BEATEN_BY_TIE" : "BEATEN_BY_RECENCY";
  }

  private AttributedOrder credit(Order order, Touch winner, int candidatesTotal) {
    Message message = winner == null ? null : winner.message();
    return new AttributedOrder(
        order.orderId(),
        order.orderedAt(),
        order.status(),
        order.amount(),
        order.currencyCode(),
        order.status() != null && policy.excludedStatuses().contains(order.status()),
        winner == null ? null : winner.conversionClass(),
        winner == null ? null : message.campaignId(),
        winner == null ? null : message.messageId(),
        winner == null ? null : winner.anchorAt(),
        winner == null ? null : message.sendDate(),
        winner == null ? reason(order, candidatesTotal) : null,
        candidatesTotal);
  }

  private static String reason(Order order, int candidatesTotal) {
    if (order.phoneKey() == null && order.customerId() == null) {
      return "NO_MATCH_KEY";
    }
    return candidatesTotal == 0 ? "NO_TOUCH" : "OUTSIDE_WINDOW";
  }
}
