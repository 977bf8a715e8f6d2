package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.to_date;

import io.campaignlake.lake.Inputs;
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
 */
final class DirtyOrders {
  private DirtyOrders() {}

  static Dataset<Row> of(Inputs inputs, Policy policy) {
    Dataset<Row> changed = inputs.changes(Orders.TABLE).select(Orders.ORDER_ID.col());
    Dataset<Row> messages =
        Touches.delivered(inputs.changesOf(Messages.TABLE, Touches.OF_MESSAGES)).persist();
    Dataset<Row> clicks = inputs.changesOf(Clicks.TABLE, Touches.OF_CLICKS);
    Dataset<Row> messageIds =
        SmallSide.kept(
            messages
                .select(Messages.MESSAGE_ID.col())
                .union(clicks.select(Clicks.MESSAGE_ID.col()))
                .distinct()
                .toDF("dirty_id"));
    Dataset<Row> chosen = inputs.chosen(AttributedOrders.TABLE).select(Orders.ORDER_ID.col());
    Dataset<Row> near =
        near(
            inputs.read(Orders.TABLE),
            images(inputs, messageIds, messages),
            clicks(inputs, messageIds, clicks),
            policy);
    return changed.union(near).union(chosen).distinct();
  }

  private static Dataset<Row> near(
      Dataset<Row> orders, Dataset<Row> images, Dataset<Row> clicks, Policy policy) {
    Dataset<Row> keys =
        images.select(
            col("message_id").as("keyed_id"), explode(Messages.MATCH_KEYS.col()).as("dirty_key"));
    Dataset<Row> anchors =
        images
            .where(Messages.EFFECTIVE_DELIVERED_AT.col().isNotNull())
            .select(
                col("message_id"), to_date(Messages.EFFECTIVE_DELIVERED_AT.col()).as("anchor_date"))
            .union(
                clicks.select(
                    col("message_id"), to_date(Clicks.CLICKED_AT.col()).as("anchor_date")))
            .distinct();
    Dataset<Row> people =
        keys.join(anchors, col("keyed_id").equalTo(col("message_id")))
            .select("dirty_key", "anchor_date")
            .distinct();
    Dataset<Row> keyed =
        Attribution.keyed(orders)
            .select(
                Orders.ORDER_ID.col(),
                Orders.ORDERED_AT.col(),
                explode(Attribution.ORDER_KEYS).as("order_key"));
    // Whole days around the anchor: a little too many are computed anew, none is missed.
    Column after =
        Orders.ORDERED_AT
            .col()
            .geq(
                expr(
                    "anchor_date - INTERVAL '%d' DAY"
                        .formatted(policy.explainAhead().toDays() + 1)));
    Column before =
        Orders.ORDERED_AT
            .col()
            .leq(
                expr(
                    "anchor_date + INTERVAL '%d' DAY"
                        .formatted(policy.explainHorizon().toDays() + 2)));
    return keyed
        .join(people, col("order_key").equalTo(col("dirty_key")).and(after).and(before))
        .select(Orders.ORDER_ID.col());
  }

  /** The messages as they are, and as they were in either image of a change. */
  private static Dataset<Row> images(Inputs inputs, Dataset<Row> messageIds, Dataset<Row> changed) {
    return inputs
        .current(Messages.TABLE, messageIds.toDF("message_id"))
        .select(Touches.OF_MESSAGES)
        .union(changed)
        .persist();
  }

  /** Their clicks, likewise. */
  private static Dataset<Row> clicks(Inputs inputs, Dataset<Row> messageIds, Dataset<Row> changed) {
    return inputs
        .read(Clicks.TABLE)
        .join(messageIds, Clicks.MESSAGE_ID.col().equalTo(col("dirty_id")), "left_semi")
        .select(Touches.OF_CLICKS)
        .union(changed);
  }
}
