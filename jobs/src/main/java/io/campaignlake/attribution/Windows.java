package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;

import io.campaignlake.lake.Policy;
import io.campaignlake.silver.Orders;
import java.io.Serializable;
import java.time.Duration;
import org.apache.spark.sql.Column;

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

  /** The time of the earliest touch that may be a candidate of an order. */
  Column earliestTouch() {
    return timestamp_micros(unix_micros(Orders.ORDERED_AT.col()).minus(horizon));
  }

  /** The time of the latest, likewise. */
  Column latestTouch() {
    return timestamp_micros(unix_micros(Orders.ORDERED_AT.col()).plus(ahead));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
