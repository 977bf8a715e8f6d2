package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.lake.Policy;
import io.campaignlake.silver.Orders;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Joins orders with the touches of the same person and ranks them. The rules of who claims, and of
 * who wins among those that claim, stand here and nowhere else (semantics §7).
 */
final class Attribution {
  static final Column ORDER_KEYS = col("order_keys");

  private static final Column PHONE_ORDER_KEY = concat(lit("phone:"), Orders.PHONE_KEY.col());
  private static final Column CUSTOMER_ORDER_KEY =
      concat(lit("customer:"), Orders.CUSTOMER_ID.col());
  private static final Column ORDERED_AT = Orders.ORDERED_AT.col();
  private static final Column ANCHOR_AT = OrderCandidates.ANCHOR_AT.col();
  private static final Column CLAIMS = col("claims");
  private static final Column RANK = OrderCandidates.MERIT_RANK.col();

  private Attribution() {}

  /** Orders with their match keys. */
  static Dataset<Row> keyed(Dataset<Row> orders) {
    return orders.withColumn(
        "order_keys", array_compact(array(PHONE_ORDER_KEY, CUSTOMER_ORDER_KEY)));
  }

  /**
   * All candidates of the orders, ranked, with {@code candidates_total}.
   *
   * @param orders rows of {@code silver.orders}
   * @param touches rows of {@link Touches}
   */
  static Dataset<Row> ranked(Dataset<Row> orders, Dataset<Row> touches, Policy policy) {
    Column isClick = Touches.CLASS.equalTo(AttributedOrders.CLICK_THROUGH);
    Column window =
        when(isClick, policy.clickThroughWindow().toNanos() / 1000)
            .otherwise(policy.assistedWindow().toNanos() / 1000);
    Column elapsed = unix_micros(ORDERED_AT).minus(unix_micros(ANCHOR_AT));
    Dataset<Row> pairs =
        pairs(orders, touches, policy)
            .withColumn("elapsed", elapsed)
            .withColumn("window_micros", window)
            .withColumn("claims", col("elapsed").between(lit(0), col("window_micros")));
    WindowSpec byOrder = Window.partitionBy(Orders.ORDER_ID.col());
    WindowSpec byMerit = byOrder.orderBy(merit());
    return pairs
        .withColumn("merit_rank", row_number().over(byMerit))
        .withColumn("best_claims", first(CLAIMS).over(byMerit))
        .withColumn("best_class", first(Touches.CLASS).over(byMerit))
        .withColumn("best_anchor", first(ANCHOR_AT).over(byMerit))
        .withColumn("candidates_total", count(lit(1)).over(byOrder))
        .withColumn("verdict", verdict())
        .withColumn("seconds_to_order", floor(col("elapsed").divide(1_000_000)).cast("bigint"));
  }

  /** One shared key is enough; a pair that shares both is found once. */
  private static Dataset<Row> pairs(Dataset<Row> orders, Dataset<Row> touches, Policy policy) {
    Dataset<Row> byKey =
        keyed(orders)
            .select(
                Orders.ORDER_ID.col(), ORDERED_AT, ORDER_KEYS, explode(ORDER_KEYS).as("order_key"));
    Dataset<Row> touchByKey = touches.withColumn("touch_key", explode(Touches.MATCH_KEYS));
    Column samePerson = col("order_key").equalTo(col("touch_key"));
    Column notTooOld = ANCHOR_AT.geq(ORDERED_AT.minus(interval(policy.explainHorizon())));
    Column notTooNew = ANCHOR_AT.leq(ORDERED_AT.plus(interval(policy.explainAhead())));
    Column firstKey = ORDER_KEYS.getItem(0);
    Column foundByFirstKey =
        col("order_key").notEqual(firstKey).and(array_contains(Touches.MATCH_KEYS, firstKey));
    return byKey
        .join(touchByKey, samePerson.and(notTooOld).and(notTooNew))
        .where(not(foundByFirstKey))
        .drop("order_key", "touch_key", "order_keys", "match_keys");
  }

  private static Column interval(Duration duration) {
    return expr("INTERVAL '%d' SECOND".formatted(duration.toSeconds()));
  }

  /** Best first; ends in what is unique to a touch. */
  private static Column[] merit() {
    return new Column[] {
      CLAIMS.desc(),
      Touches.CLASS.equalTo(AttributedOrders.CLICK_THROUGH).desc(),
      ANCHOR_AT.desc(),
      Touches.EFFECTIVE_DELIVERED_AT.desc(),
      OrderCandidates.MESSAGE_ID.col().asc(),
      OrderCandidates.CLICK_ID.col().asc()
    };
  }

  private static Column verdict() {
    Column isWinner = RANK.equalTo(1).and(CLAIMS);
    Column isOfWorseClass = CLAIMS.and(Touches.CLASS.notEqual(col("best_class")));
    Column isOlder = CLAIMS.and(ANCHOR_AT.lt(col("best_anchor")));
    return when(isWinner, "WON")
        .when(isOfWorseClass, "BEATEN_BY_CLASS")
        .when(isOlder, "BEATEN_BY_RECENCY")
        .when(CLAIMS, "BEATEN_BY_TIE")
        .when(ORDERED_AT.lt(ANCHOR_AT), "BEFORE_ANCHOR")
        .otherwise("OUTSIDE_WINDOW");
  }

  /** The winner and the best others: what is kept of the ranked candidates. */
  static Column isKept(Policy policy) {
    Column kept =
        when(col("best_claims"), policy.keptCandidates() + 1).otherwise(policy.keptCandidates());
    return RANK.leq(kept);
  }

  /**
   * Every order, with its credit or the reason why it has none.
   *
   * @param orders rows of {@code silver.orders}
   * @param ranked their candidates, at least the best of each
   */
  static Dataset<Row> credited(
      Dataset<Row> orders, Dataset<Row> ranked, List<String> excludedStatuses) {
    Column won = col("verdict").equalTo("WON");
    Dataset<Row> best =
        ranked
            .where(RANK.equalTo(1))
            .select(
                Orders.ORDER_ID.col().as("best_order_id"),
                when(won, Touches.CLASS).as("conversion_class"),
                when(won, OrderCandidates.CAMPAIGN_ID.col()).as("campaign_id"),
                when(won, OrderCandidates.MESSAGE_ID.col()).as("message_id"),
                when(won, ANCHOR_AT).as("anchor_at"),
                when(won, col("send_date")).as("send_date"),
                col("candidates_total").as("total"));
    Column reason =
        when(col("conversion_class").isNotNull(), lit(null))
            .when(size(ORDER_KEYS).equalTo(0), "NO_MATCH_KEY")
            .when(col("total").isNull(), "NO_TOUCH")
            .otherwise("OUTSIDE_WINDOW");
    Column isExcluded = coalesce(Orders.STATUS.col().isin(excludedStatuses.toArray()), lit(false));
    return keyed(orders)
        .join(best, Orders.ORDER_ID.col().equalTo(col("best_order_id")), "left")
        .withColumn("reason", reason)
        .withColumn("is_excluded", isExcluded)
        .withColumn("candidates_total", coalesce(col("total"), lit(0L)))
        .select(AttributedOrders.TABLE.columns());
  }
}
