package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.array_append;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Kept;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Orders;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which orders have to be attributed anew: those that changed, and those of the people whose
 * messages or clicks changed, near enough in time, by their old keys and times as by their new
 * ones.
 *
 * @param ids distinct {@code order_id}, of orders that are gone too
 * @param orders {@link Attribution#OF_ORDERS} of those that there are, with the span of the touches
 *     that may be their candidates
 */
record DirtyOrders(Dataset<Row> ids, SmallSide.Spanned orders) {
  /** What of a message decides which orders its touches are near to. */
  private static final Column[] OF_MESSAGES =
      Field.columns(
          Messages.MESSAGE_ID,
          Messages.CAMPAIGN_ID,
          Messages.SEND_DATE,
          Messages.EFFECTIVE_DELIVERED_AT,
          Messages.FIRST_CLICK_AT,
          Messages.MATCH_KEYS);

  /** By which an order that changed finds itself, beside the keys of people. */
  private static final Column OWN_KEY = concat(lit("order:"), Orders.ORDER_ID.col());

  private static final Column FROM = col("from_date");
  private static final Column TO = col("to_date");

  static DirtyOrders of(Inputs inputs, Policy policy) {
    Dataset<Row> changed =
        inputs
            .changes(Orders.TABLE)
            .select(Orders.ORDER_ID.col())
            .union(inputs.chosen(AttributedOrders.TABLE).select(Orders.ORDER_ID.col()))
            .distinct();
    Dataset<Row> named = changed.select(OWN_KEY, lit(null).cast("date"), lit(null).cast("date"));
    Dataset<Row> near = SmallSide.counted(people(inputs).union(named));
    Windows windows = Windows.of(policy);
    SmallSide.Spanned orders =
        SmallSide.spanned(
            among(inputs.read(Orders.TABLE), near, policy),
            windows.earliestTouch(),
            windows.latestTouch());
    Dataset<Row> ids = orders.rows().select(Orders.ORDER_ID.col()).union(changed).distinct();
    return new DirtyOrders(SmallSide.kept(ids), orders);
  }

  /** In one look through the orders: those that have one of the keys at a time near to it. */
  private static Dataset<Row> among(Dataset<Row> orders, Dataset<Row> near, Policy policy) {
    // Whole days around the anchor: a little too many are computed anew, none is missed.
    String ahead = "from_date - INTERVAL '%d' DAY".formatted(policy.explainAhead().toDays() + 1);
    String horizon = "to_date + INTERVAL '%d' DAY".formatted(policy.explainHorizon().toDays() + 2);
    Column isNear =
        FROM.isNull()
            .or(Orders.ORDERED_AT.col().geq(expr(ahead)))
            .and(TO.isNull().or(Orders.ORDERED_AT.col().leq(expr(horizon))));
    return Attribution.keyed(orders.select(Attribution.OF_ORDERS))
        .withColumn("order_key", explode(array_append(Attribution.ORDER_KEYS, OWN_KEY)))
        .join(near, col("order_key").equalTo(col("dirty_key")).and(isNear), "left_semi")
        .select(Attribution.OF_ORDERS)
        .distinct();
  }

  /**
   * The keys of people whose messages or clicks changed, with the days from which to which their
   * touches are; of a message with clicks to no end, for it tells when the first of them was.
   */
  private static Dataset<Row> people(Inputs inputs) {
    Dataset<Row> messages =
        Kept.rows(Touches.claiming(inputs.changesOf(Messages.TABLE, OF_MESSAGES)));
    Dataset<Row> clicks = inputs.changesOf(Clicks.TABLE, Touches.OF_CLICKS);
    Dataset<Row> ids =
        SmallSide.kept(
            messages
                .select(Messages.MESSAGE_ID.col())
                .union(clicks.select(Clicks.MESSAGE_ID.col()))
                .distinct());
    // The messages as they are, and as they were in either image of a change.
    Dataset<Row> images =
        Kept.rows(inputs.current(Messages.TABLE, ids).select(OF_MESSAGES).union(messages));
    Dataset<Row> keys =
        images.select(
            col("message_id").as("keyed_id"), explode(Messages.MATCH_KEYS.col()).as("dirty_key"));
    Column delivered = to_date(Messages.EFFECTIVE_DELIVERED_AT.col());
    Column clicked = to_date(Clicks.CLICKED_AT.col());
    Column firstClick = to_date(Messages.FIRST_CLICK_AT.col());
    Dataset<Row> anchors =
        anchors(images.where(delivered.isNotNull()), delivered, delivered)
            .union(anchors(images.where(firstClick.isNotNull()), firstClick, lit(null)))
            .union(anchors(clicks, clicked, clicked))
            .distinct();
    return keys.join(anchors, col("keyed_id").equalTo(col("message_id")))
        .select(col("dirty_key"), FROM, TO)
        .distinct();
  }

  private static Dataset<Row> anchors(Dataset<Row> rows, Column from, Column to) {
    return rows.select(col("message_id"), from.as("from_date"), to.cast("date").as("to_date"));
  }
}
