package io.campaignlake.attribution;

import io.campaignlake.lake.Policy;
import java.io.Serializable;
import java.time.Duration;

/**
 * How far a touch reaches, in microseconds of elapsed time (semantics §7).
 *
 * @param assisted longest time from a delivery to an order that it claims
 * @param clickThrough longest time from a click to an order that it claims
 * @param horizon longest time from a touch to an order that it is a candidate of
 * @param ahead longest time by which a candidate may come after the order
 */
record Windows(long assisted, long clickThrough, long horizon, long ahead) implements Serializable {

  static Windows of(Policy policy) {
    return new Windows(
        micros(policy.assistedWindow()),
        micros(policy.clickThroughWindow()),
        micros(policy.explainHorizon()),
        micros(policy.explainAhead()));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
