package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import io.campaignlake.lake.Lake;
import io.campaignlake.lake.Policy;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Orders;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One order with all its candidate touches, worked out anew from {@code silver.*} by the rules that
 * attribute every order (semantics §7).
 *
 * @param amount in currency units
 * @param matchKeys the keys that join it to messages
 * @param isExcluded whether its status earns no conversion
 * @param conversionClass null without credit
 * @param reason null with credit
 * @param touches every candidate in the horizon, best first
 */
public record OrderExplanation(
    String orderId,
    Instant orderedAt,
    String status,
    BigDecimal amount,
    String currencyCode,
    List<String> matchKeys,
    boolean isExcluded,
    String conversionClass,
    String reason,
    List<ConsideredTouch> touches) {

  private static final Column ORDERED_MICROS =
      unix_micros(Orders.ORDERED_AT.col()).as("ordered_micros");

  /** The explanation; empty when {@code silver.orders} has no such order. */
  public static Optional<OrderExplanation> of(Lake lake, String orderId, Policy policy) {
    Dataset<Row> order =
        held(lake.read(Orders.TABLE).where(Orders.ORDER_ID.col().equalTo(orderId)));
    List<Row> found = Attribution.keyed(order).select(Attribution.ORDER_KEYS).collectAsList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<String> keys = found.get(0).getList(0);
    Dataset<Row> messages = held(lake.read(Messages.TABLE).where(hasOneOf(keys)));
    Dataset<Row> decided =
        held(
            Attribution.decided(
                order, messages, lake.read(Clicks.TABLE), policy, Integer.MAX_VALUE));
    Dataset<Row> credited = Attribution.credited(decided, policy.excludedStatuses());
    Dataset<Row> ranked = Attribution.candidates(decided, policy);
    return Optional.of(explained(credited, keys, considered(ranked)));
  }

  /** The rows of one person in memory: the lake's files are read once, not at every step. */
  private static Dataset<Row> held(Dataset<Row> rows) {
    return rows.sparkSession().createDataFrame(rows.collectAsList(), rows.schema());
  }

  private static Column hasOneOf(List<String> keys) {
    Column[] literals = keys.stream().map(key -> lit(key)).toArray(Column[]::new);
    return keys.isEmpty() ? lit(false) : arrays_overlap(Messages.MATCH_KEYS.col(), array(literals));
  }

  private static OrderExplanation explained(
      Dataset<Row> credited, List<String> keys, List<ConsideredTouch> touches) {
    Row row = credited.withColumn("ordered_micros", ORDERED_MICROS).first();
    return new OrderExplanation(
        row.getAs(AttributedOrders.ORDER_ID.name()),
        instant(row.getAs("ordered_micros")),
        row.getAs(AttributedOrders.STATUS.name()),
        row.getAs(AttributedOrders.AMOUNT.name()),
        row.getAs(AttributedOrders.CURRENCY_CODE.name()),
        keys,
        row.getAs(AttributedOrders.IS_EXCLUDED.name()),
        row.getAs(AttributedOrders.CONVERSION_CLASS.name()),
        row.getAs(AttributedOrders.REASON.name()),
        touches);
  }

  private static List<ConsideredTouch> considered(Dataset<Row> ranked) {
    return ranked
        .withColumn("anchor_micros", unix_micros(OrderCandidates.ANCHOR_AT.col()))
        .withColumn("delivered_micros", unix_micros(Messages.EFFECTIVE_DELIVERED_AT.col()))
        .withColumn("sent_on", Messages.SEND_DATE.col().cast("string"))
        .orderBy(col("merit_rank"))
        .collectAsList()
        .stream()
        .map(OrderExplanation::touch)
        .toList();
  }

  private static ConsideredTouch touch(Row row) {
    return new ConsideredTouch(
        row.getAs(OrderCandidates.MERIT_RANK.name()),
        row.getAs(OrderCandidates.VERDICT.name()),
        row.getAs(OrderCandidates.CONVERSION_CLASS.name()),
        row.getAs(OrderCandidates.CAMPAIGN_ID.name()),
        row.getAs(OrderCandidates.MESSAGE_ID.name()),
        row.getAs(OrderCandidates.CLICK_ID.name()),
        instant(row.getAs("anchor_micros")),
        instant(row.getAs("delivered_micros")),
        row.getAs("sent_on"),
        duration(row.getAs("elapsed")),
        duration(row.getAs("window_micros")));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static Duration duration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
