package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.silver.Orders;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Laws between the orders, their candidates and their credits, as written (semantics §9). */
final class CreditLaws {
  private static final Column ORDER_ID = Orders.ORDER_ID.col();

  /** What of a winner stands in the credit. */
  private static final Column CREDIT =
      struct(
          OrderCandidates.MESSAGE_ID.col(),
          OrderCandidates.CAMPAIGN_ID.col(),
          OrderCandidates.CONVERSION_CLASS.col(),
          OrderCandidates.ANCHOR_AT.col());

  private CreditLaws() {}

  /**
   * @param orders the orders that were attributed anew
   * @param candidates {@code attribution.order_candidates} after the write, at least of them
   * @param attributed {@code attribution.attributed_orders} after the write, at least of them
   * @return rows (law, detail), one per breach
   */
  static Dataset<Row> breaches(
      Dataset<Row> orders, Dataset<Row> candidates, Dataset<Row> attributed) {
    Column isCredited = AttributedOrders.MESSAGE_ID.col().isNotNull();
    Column isWinner = OrderCandidates.VERDICT.col().equalTo(Ranking.WON.toString());
    Dataset<Row> found =
        orders
            .select(ORDER_ID, lit(1).as("asked"))
            .unionByName(
                attributed.select(
                    ORDER_ID, lit(1).as("row"), when(isCredited, CREDIT).as("credit")),
                true)
            .unionByName(candidates.where(isWinner).select(ORDER_ID, CREDIT.as("won")), true)
            .groupBy(ORDER_ID)
            .agg(
                count(col("asked")).as("asked"),
                count(col("row")).as("rows"),
                count(col("credit")).as("credits"),
                count(col("won")).as("winners"),
                max(col("credit")).as("credit"),
                max(col("won")).as("won"))
            .where(col("asked").gt(0));
    Column hasOneRow = col("rows").equalTo(1);
    Column isSameCredit =
        col("credits").equalTo(col("winners")).and(col("credit").eqNullSafe(col("won")));
    Column broken =
        array_compact(
            array(
                breach("each order has one row", hasOneRow),
                breach("the winning candidate is the credit", isSameCredit)));
    return found.select(inline(broken));
  }

  /** What does not hold of an order; null where all is well. */
  private static Column breach(String law, Column holds) {
    Column detail = concat_ws(" ", lit("order"), ORDER_ID);
    return when(not(holds), struct(lit(law).as("law"), detail.as("detail")));
  }
}
