package io.campaignlake.reports;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

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

  /** What of a message is reported. */
  private static final Column[] OF_MESSAGES = {
    Messages.MESSAGE_ID.col(),
    Messages.CUSTOMER_ID.col(),
    Messages.RECIPIENT_KEY.col(),
    Messages.ORDER_FORM_ID.col(),
    Messages.EFFECTIVE_DELIVERED_AT.col(),
    Messages.READ_AT.col(),
    Messages.FIRST_CLICK_AT.col()
  };

  private DirtyConversions() {}

  /**
   * @param reported rows of {@link Conversions}, as they are
   * @return distinct {@code order_id}
   */
  static Dataset<Row> of(Inputs inputs, Dataset<Row> reported) {
    Dataset<Row> credits =
        inputs.read(AttributedOrders.TABLE).where(AttributedOrders.MESSAGE_ID.col().isNotNull());
    Dataset<Row> credited =
        inputs.changes(AttributedOrders.TABLE).select(AttributedOrders.ORDER_ID.col());
    Dataset<Row> ordered = inputs.changes(Orders.TABLE).select(Orders.ORDER_ID.col());
    Dataset<Row> messages =
        inputs.changesOf(Messages.TABLE, OF_MESSAGES).select(Messages.MESSAGE_ID.col());
    Dataset<Row> ofMessages =
        named(credits, messages, AttributedOrders.MESSAGE_ID.col())
            .select(AttributedOrders.ORDER_ID.col());
    Dataset<Row> carts = inputs.changes(Carts.TABLE).select(Carts.ORDER_FORM_ID.col());
    Dataset<Row> ofCarts =
        named(
                reported,
                carts,
                Conversions.ORDER_FORM_ID.col(),
                Conversions.SEND_ORDER_FORM_ID.col())
            .select(Conversions.ORDER_ID.col());
    Dataset<Row> chosen = inputs.chosen(Conversions.TABLE).select(Conversions.ORDER_ID.col());
    return credited.union(ordered).union(ofMessages).union(ofCarts).union(chosen).distinct();
  }

  /** The rows of which one of these columns names an id that changed. */
  private static Dataset<Row> named(Dataset<Row> rows, Dataset<Row> changed, Column... columns) {
    Dataset<Row> ids = SmallSide.counted(changed.distinct().toDF("changed_id"));
    return rows.withColumn("named_id", explode(array(columns)))
        .join(ids, col("named_id").equalTo(CHANGED), "left_semi");
  }
}
