package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.SparkRows;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Orders;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Orders and touches of the same person, brought together in one shuffle and decided in one pass:
 * see {@link Homes} for who meets whom, and {@link Ranking} for the rules.
 */
public final class Attribution {
  static final Column ORDER_KEYS = col("order_keys");

  static final Column PHONE_ORDER_KEY = concat(lit(Messages.PHONE), Orders.PHONE_KEY.col());
  static final Column CUSTOMER_ORDER_KEY = concat(lit(Messages.CUSTOMER), Orders.CUSTOMER_ID.col());
  private static final Column TOUCHES = col("touches");

  /** What of an order decides its credit, and stands in it: not what was bought. */
  static final Column[] OF_ORDERS =
      Field.columns(
          Orders.ORDER_ID,
          Orders.ORDERED_AT,
          Orders.STATUS,
          Orders.AMOUNT,
          Orders.CURRENCY_CODE,
          Orders.CUSTOMER_ID,
          Orders.PHONE_KEY);

  private Attribution() {}

  /** Orders with their match keys. */
  static Dataset<Row> keyed(Dataset<Row> orders) {
    return orders.withColumn(
        "order_keys", array_compact(array(PHONE_ORDER_KEY, CUSTOMER_ORDER_KEY)));
  }

  /**
   * Every order with the number of its candidates and the best of them, from which {@link
   * #candidates} and {@link #credited} follow.
   *
   * @param orders rows of {@code silver.orders}
   * @param messages rows of {@code silver.messages}
   * @param clicks rows of {@code silver.clicks}
   * @param others how many candidates are kept beside a winner
   */
  public static Dataset<Row> decided(
      Dataset<Row> orders, Dataset<Row> messages, Dataset<Row> clicks, Policy policy, int others) {
    return decided(orders, messages, clicks, policy, others, Routing.mostBytes());
  }

  /**
   * The same, with a limit of its own.
   *
   * @param mostBytes up to which the tables of {@link Routing} are sent to every task
   */
  static Dataset<Row> decided(
      Dataset<Row> orders,
      Dataset<Row> messages,
      Dataset<Row> clicks,
      Policy policy,
      int others,
      long mostBytes) {
    Windows windows = Windows.of(policy);
    Dataset<Row> delivered = Touches.delivered(messages);
    Dataset<Row> human = Touches.human(clicks, policy.quickRepliesClaim());
    Dataset<Row> meeting =
        new Routing(orders, human, windows, mostBytes)
            .meeting(delivered)
            .orElseGet(() -> joined(orders, delivered, human, windows))
            .repartition(Homes.HOME)
            .sortWithinPartitions(Homes.HOME);
    JavaRDD<InternalRow> decided =
        SparkRows.of(meeting).mapPartitions(new PersonMerge(windows, others));
    return SparkRows.dataset(orders.sparkSession(), decided, MergeRows.DECIDED);
  }

  /** The same rows as those of {@link Routing}, by joins that Spark may shuffle. */
  private static Dataset<Row> joined(
      Dataset<Row> orders, Dataset<Row> delivered, Dataset<Row> human, Windows windows) {
    Dataset<Row> homed = Homes.ofOrders(orders);
    Dataset<Row> touches =
        Touches.withClicks(Homes.ofMessages(delivered, homed), human)
            .where(Homes.reachesAnOrder(windows));
    return MergeRows.packedOrders(homed).union(MergeRows.packedTouches(touches));
  }

  /**
   * The kept candidates of the orders, one a row, with what the explanation of an order needs.
   *
   * @param decided rows of {@link #decided}
   */
  public static Dataset<Row> candidates(Dataset<Row> decided, Policy policy) {
    Windows windows = Windows.of(policy);
    Column isClick = OrderCandidates.CLICK_ID.col().isNotNull();
    Column elapsed = col("order.ordered_at").minus(col("touch.anchor_at"));
    return decided
        .select(col("order"), posexplode(TOUCHES).as(new String[] {"place", "touch"}))
        .select(
            col("order.order_id"),
            col("touch.message_id"),
            col("touch.click_id"),
            col("touch.campaign_id"),
            timestamp_micros(col("touch.anchor_at")).as("anchor_at"),
            timestamp_micros(col("touch.effective_delivered_at")).as("effective_delivered_at"),
            date_from_unix_date(col("touch.send_date")).as("send_date"),
            elapsed.as("elapsed"),
            floor(elapsed.divide(1_000_000)).cast("bigint").as("seconds_to_order"),
            col("place").plus(1).as("merit_rank"),
            col("touch.verdict"))
        .withColumn("conversion_class", conversionClass(OrderCandidates.CLICK_ID.col()))
        .withColumn(
            "window_micros", when(isClick, windows.clickThrough()).otherwise(windows.assisted()));
  }

  /**
   * Every order, with its credit or the reason why it has none.
   *
   * @param decided rows of {@link #decided}
   * @param excludedStatuses order states that earn no conversion
   */
  public static Dataset<Row> credited(Dataset<Row> decided, List<String> excludedStatuses) {
    Column best = get(TOUCHES, lit(0));
    Column won = best.getField("verdict").equalTo(Ranking.WON.toString());
    Column reason =
        when(col("won").isNotNull(), lit(null))
            .when(col("order.home_key").isNull(), "NO_MATCH_KEY")
            .when(col("candidates_total").equalTo(0), "NO_TOUCH")
            .otherwise("OUTSIDE_WINDOW");
    Column isExcluded = coalesce(col("order.status").isin(excludedStatuses.toArray()), lit(false));
    return decided
        .withColumn("won", when(won, best))
        .select(
            col("order.order_id"),
            timestamp_micros(col("order.ordered_at")).as("ordered_at"),
            col("order.status"),
            col("order.amount"),
            col("order.currency_code"),
            isExcluded.as("is_excluded"),
            when(col("won").isNotNull(), conversionClass(col("won.click_id")))
                .as("conversion_class"),
            col("won.campaign_id"),
            col("won.message_id"),
            timestamp_micros(col("won.anchor_at")).as("anchor_at"),
            date_from_unix_date(col("won.send_date")).as("send_date"),
            reason.as("reason"),
            col("candidates_total"));
  }

  private static Column conversionClass(Column clickId) {
    return when(clickId.isNotNull(), AttributedOrders.CLICK_THROUGH)
        .otherwise(AttributedOrders.ASSISTED);
  }
}
