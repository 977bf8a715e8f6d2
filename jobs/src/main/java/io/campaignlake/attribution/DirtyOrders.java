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

  static Dataset<Row> of(Inputs inputs, Dataset<Row> formerCandidates, Policy policy) {
    Dataset<Row> changed = inputs.changes(Orders.TABLE).select(Orders.ORDER_ID.col());
    Dataset<Row> messageIds = SmallSide.kept(messageIds(inputs));
    Dataset<Row> former =
        formerCandidates
            .join(
                messageIds,
                formerCandidates.col("message_id").equalTo(messageIds.col("dirty_id")),
                "left_semi")
            .select(OrderCandidates.ORDER_ID.col());
    Dataset<Row> chosen = inputs.chosen(AttributedOrders.TABLE).select(Orders.ORDER_ID.col());
    return changed.union(former).union(near(inputs, messageIds, policy)).union(chosen).distinct();
  }

  private static Dataset<Row> messageIds(Inputs inputs) {
    Dataset<Row> messages = inputs.changes(Messages.TABLE).select(Messages.MESSAGE_ID.col());
    Dataset<Row> clicks = inputs.changes(Clicks.TABLE).select(Clicks.MESSAGE_ID.col());
    return messages.union(clicks).distinct().toDF("dirty_id");
  }

  private static Dataset<Row> near(Inputs inputs, Dataset<Row> messageIds, Policy policy) {
    Dataset<Row> images = images(inputs, messageIds);
    Dataset<Row> clicks = clicks(inputs, messageIds);
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
    Dataset<Row> orders =
        Attribution.keyed(inputs.read(Orders.TABLE))
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
    return orders
        .join(people, col("order_key").equalTo(col("dirty_key")).and(after).and(before))
        .select(Orders.ORDER_ID.col());
  }

  /** The messages as they are, and as they were in either image of a change. */
  private static Dataset<Row> images(Inputs inputs, Dataset<Row> messageIds) {
    Column[] columns = {
      Messages.MESSAGE_ID.col(), Messages.MATCH_KEYS.col(), Messages.EFFECTIVE_DELIVERED_AT.col()
    };
    Dataset<Row> now = inputs.current(Messages.TABLE, messageIds.toDF("message_id"));
    return now.select(columns).union(inputs.changes(Messages.TABLE).select(columns)).persist();
  }

  /** Their clicks, likewise. */
  private static Dataset<Row> clicks(Inputs inputs, Dataset<Row> messageIds) {
    Column[] columns = {Clicks.MESSAGE_ID.col(), Clicks.CLICKED_AT.col()};
    Dataset<Row> now =
        inputs
            .read(Clicks.TABLE)
            .join(messageIds, Clicks.MESSAGE_ID.col().equalTo(col("dirty_id")), "left_semi");
    return now.select(columns).union(inputs.changes(Clicks.TABLE).select(columns));
  }
}
