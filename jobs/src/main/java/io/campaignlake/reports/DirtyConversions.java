package io.campaignlake.reports;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.silver.Carts;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Orders;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which orders have to be reported anew: those that changed, and those whose message or cart did. A
 * cart is named by the order itself or by the send of its message.
 */
final class DirtyConversions {
  private static final Column CHANGED = col("changed_id");

  private DirtyConversions() {}

  /**
   * @return distinct {@code order_id}
   */
  static Dataset<Row> of(Inputs inputs) {
    Dataset<Row> credits =
        inputs.read(AttributedOrders.TABLE).where(AttributedOrders.MESSAGE_ID.col().isNotNull());
    Dataset<Row> credited =
        inputs.changes(AttributedOrders.TABLE).select(AttributedOrders.ORDER_ID.col());
    Dataset<Row> ordered = inputs.changes(Orders.TABLE).select(Orders.ORDER_ID.col());
    Dataset<Row> changedMessages = inputs.changes(Messages.TABLE).select(Messages.MESSAGE_ID.col());
    Dataset<Row> carts = inputs.changes(Carts.TABLE).select(Carts.ORDER_FORM_ID.col());
    Dataset<Row> messagesOfCarts =
        named(inputs.read(Messages.TABLE), Messages.ORDER_FORM_ID.col(), carts)
            .select(Messages.MESSAGE_ID.col());
    Dataset<Row> messages = changedMessages.union(messagesOfCarts);
    Dataset<Row> ofMessages =
        named(credits, AttributedOrders.MESSAGE_ID.col(), messages)
            .select(AttributedOrders.ORDER_ID.col());
    Dataset<Row> ofCarts =
        named(inputs.read(Orders.TABLE), Orders.ORDER_FORM_ID.col(), carts)
            .select(Orders.ORDER_ID.col());
    Dataset<Row> chosen = inputs.chosen(Conversions.TABLE).select(Orders.ORDER_ID.col());
    return credited.union(ordered).union(ofMessages).union(ofCarts).union(chosen).distinct();
  }

  private static Dataset<Row> named(Dataset<Row> rows, Column id, Dataset<Row> changed) {
    Dataset<Row> ids = SmallSide.counted(changed.distinct().toDF("changed_id"));
    return rows.join(ids, id.equalTo(CHANGED), "left_semi");
  }
}
