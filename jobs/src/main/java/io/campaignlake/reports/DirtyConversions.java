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

  private final Dataset<Row> ids;
  private final SmallSide.Spanned credits;

  private DirtyConversions(Dataset<Row> ids, SmallSide.Spanned credits) {
    this.ids = ids;
    this.credits = credits;
  }

  /**
   * @param reported rows of {@link Conversions}, as they are
   */
  static DirtyConversions of(Inputs inputs, Dataset<Row> reported) {
    Dataset<Row> credited =
        inputs.changes(AttributedOrders.TABLE).select(AttributedOrders.ORDER_ID.col());
    Dataset<Row> ordered = inputs.changes(Orders.TABLE).select(Orders.ORDER_ID.col());
    Dataset<Row> chosen = inputs.chosen(Conversions.TABLE).select(Conversions.ORDER_ID.col());
    Dataset<Row> named =
        counted(credited.union(ordered).union(ofCarts(inputs, reported)).union(chosen));
    Dataset<Row> messages =
        counted(
            inputs
                .changesOf(Messages.TABLE, Conversions.OF_MESSAGES)
                .select(Messages.MESSAGE_ID.col()));
    SmallSide.Spanned credits =
        SmallSide.spanned(
            Inputs.amongEither(
                inputs
                    .read(AttributedOrders.TABLE)
                    .where(AttributedOrders.MESSAGE_ID.col().isNotNull()),
                AttributedOrders.ORDER_ID,
                named,
                AttributedOrders.MESSAGE_ID,
                messages),
            AttributedOrders.SEND_DATE.col());
    Dataset<Row> all =
        named
            .union(credits.rows().select(AttributedOrders.ORDER_ID.col()))
            .distinct()
            .toDF(Conversions.ORDER_ID.name());
    return new DirtyConversions(SmallSide.kept(all), credits);
  }

  /** Distinct {@code order_id}. */
  Dataset<Row> ids() {
    return ids;
  }

  /** Their rows of {@code attribution.attributed_orders}, as far as they are credited. */
  SmallSide.Spanned credits() {
    return credits;
  }

  /** The orders that were reported with a cart that changed. */
  private static Dataset<Row> ofCarts(Inputs inputs, Dataset<Row> reported) {
    Dataset<Row> changed = counted(inputs.changes(Carts.TABLE).select(Carts.ORDER_FORM_ID.col()));
    Column carts =
        explode(array(Conversions.ORDER_FORM_ID.col(), Conversions.SEND_ORDER_FORM_ID.col()));
    return reported
        .select(Conversions.ORDER_ID.col(), carts.as("named_id"))
        .join(changed, col("named_id").equalTo(CHANGED), "left_semi")
        .select(Conversions.ORDER_ID.col());
  }

  private static Dataset<Row> counted(Dataset<Row> changed) {
    return SmallSide.counted(changed.distinct().toDF("changed_id"));
  }
}
