package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.campaignlake.lake.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Laws between the orders, their candidates and their credits, as written (semantics §9). */
final class CreditLaws {
  private CreditLaws() {}

  /**
   * @param orders the orders that were attributed anew
   * @param candidates {@code attribution.order_candidates} after the write
   * @param attributed {@code attribution.attributed_orders} after the write
   * @return rows (law, detail), one per breach
   */
  static Dataset<Row> breaches(
      Dataset<Row> orders, Dataset<Row> candidates, Dataset<Row> attributed) {
    Field id = AttributedOrders.ORDER_ID;
    Dataset<Row> asked = orders.select(id.col().as("asked_id"));
    Dataset<Row> rows = attributed.groupBy(id.col().as("row_id")).agg(count(lit(1)).as("rows"));
    Dataset<Row> missing =
        asked
            .join(rows, col("asked_id").equalTo(col("row_id")), "left")
            .where(not(coalesce(col("rows"), lit(0)).equalTo(1)))
            .select(
                lit("each order has one row").as("law"),
                concat_ws(" ", lit("order"), col("asked_id")).as("detail"));
    return missing.union(winnersThatAreNotCredited(asked, candidates, attributed));
  }

  private static Dataset<Row> winnersThatAreNotCredited(
      Dataset<Row> asked, Dataset<Row> candidates, Dataset<Row> attributed) {
    Dataset<Row> won =
        candidates
            .where(OrderCandidates.VERDICT.col().equalTo("WON"))
            .join(asked, OrderCandidates.ORDER_ID.col().equalTo(col("asked_id")), "left_semi")
            .as("won");
    Dataset<Row> credited =
        attributed
            .where(AttributedOrders.MESSAGE_ID.col().isNotNull())
            .join(asked, AttributedOrders.ORDER_ID.col().equalTo(col("asked_id")), "left_semi")
            .as("credited");
    Column sameCredit =
        same("order_id")
            .and(same("message_id"))
            .and(same("campaign_id"))
            .and(same("conversion_class"))
            .and(same("anchor_at"));
    Column order = coalesce(col("won.order_id"), col("credited.order_id"));
    return won.join(credited, sameCredit, "full_outer")
        .where(col("won.order_id").isNull().or(col("credited.order_id").isNull()))
        .select(
            lit("the winning candidate is the credit").as("law"),
            concat_ws(" ", lit("order"), order).as("detail"));
  }

  private static Column same(String column) {
    return col("won." + column).equalTo(col("credited." + column));
  }
}
