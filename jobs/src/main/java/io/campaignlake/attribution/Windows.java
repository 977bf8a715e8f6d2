package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;

import io.campaignlake.lake.Policy;
import io.campaignlake.lake.Span;
import io.campaignlake.silver.Orders;
import java.io.Serializable;
import java.time.Duration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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

  /** From the earliest touch that may be a candidate of one of the orders to the latest. */
  Span around(Dataset<Row> orders) {
    Column at = unix_micros(Orders.ORDERED_AT.col());
    return Span.of(orders, timestamp_micros(at.minus(horizon)), timestamp_micros(at.plus(ahead)));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
