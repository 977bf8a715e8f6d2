package io.campaignlake.attribution;

import java.time.Duration;
import java.time.Instant;

/**
 * One candidate touch of one order, and why it won or did not.
 *
 * @param meritRank 1 is the best
 * @param verdict as in {@code attribution.order_candidates}
 * @param conversionClass what it earns if it wins
 * @param clickId null for a delivery
 * @param anchorAt when the touch happened
 * @param sendDate send date of its message, ISO
 * @param elapsed from the anchor to the order; negative when the order came first
 * @param window how long it claims orders
 */
public record ConsideredTouch(
    int meritRank,
    String verdict,
    String conversionClass,
    String campaignId,
    String messageId,
    String clickId,
    Instant anchorAt,
    Instant effectiveDeliveredAt,
    String sendDate,
    Duration elapsed,
    Duration window) {

  /** What was left of its window when the order came; negative: by how much the order missed it. */
  public Duration left() {
    return window.minus(elapsed);
  }
}
