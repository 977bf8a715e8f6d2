package io.campaignlake.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.attribution.AttributedOrders;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Laws between the daily tables and what they count, as written: nothing is lost or counted twice
 * on the way from messages and orders to days (semantics §9).
 */
final class DayLaws {
  private static final Column CAMPAIGN_ID = CampaignDailyMetrics.CAMPAIGN_ID.col();
  private static final Column SEND_DATE = CampaignDailyMetrics.SEND_DATE.col();

  private DayLaws() {}

  /**
   * @param tally rows of {@link DayTally}, of the days that were counted
   * @param orders attributed orders of those days
   * @param metrics {@code gold.campaign_daily_metrics} of those days, after the write
   * @param values {@code gold.campaign_daily_value} of those days, after the write
   * @return rows (law, detail), one per breach
   */
  static Dataset<Row> breaches(
      Dataset<Row> tally, Dataset<Row> orders, Dataset<Row> metrics, Dataset<Row> values) {
    Column counts = AttributedOrders.IS_EXCLUDED.col().equalTo(false);
    Column isCredited = AttributedOrders.MESSAGE_ID.col().isNotNull();
    Dataset<Row> ofMessages =
        tally.select(CAMPAIGN_ID, SEND_DATE, DayTally.ATTEMPTED, DayTally.DELIVERED);
    Dataset<Row> ofOrders =
        orders
            .where(isCredited)
            .select(
                CAMPAIGN_ID,
                SEND_DATE,
                counts.cast("int").as("conversions"),
                when(counts, earned()).as("value"));
    Dataset<Row> ofValues =
        values.select(CAMPAIGN_ID, SEND_DATE, CampaignDailyValue.TOTAL.col().as("value_written"));
    Dataset<Row> days =
        metrics
            .select(
                CAMPAIGN_ID,
                SEND_DATE,
                col("messages_attempted"),
                col("messages_delivered"),
                col("total_conversions"))
            .unionByName(ofMessages, true)
            .unionByName(ofOrders, true)
            .unionByName(ofValues, true)
            .groupBy(CAMPAIGN_ID, SEND_DATE)
            .agg(
                summed("messages_attempted"),
                summed("attempted"),
                summed("messages_delivered"),
                summed("delivered"),
                summed("total_conversions"),
                summed("conversions"),
                summed("value_written"),
                summed("value"));
    Column broken =
        array_compact(
            array(
                breach("a day's messages are its send attempts", "messages_attempted", "attempted"),
                breach("a day's deliveries are its messages'", "messages_delivered", "delivered"),
                breach("a day's conversions are its credits", "total_conversions", "conversions"),
                breach("a day's value is its orders'", "value_written", "value")));
    return days.select(inline(broken));
  }

  /** Sums of all currencies together: only fit to be compared with each other. */
  private static Column earned() {
    return AttributedOrders.AMOUNT.col();
  }

  private static Column summed(String name) {
    return coalesce(sum(name), lit(0)).as(name);
  }

  /** What does not hold of a day; null where all is well. */
  private static Column breach(String law, String found, String due) {
    Column isSame = col(found).equalTo(col(due));
    Column detail =
        concat_ws(" ", CAMPAIGN_ID, SEND_DATE, lit("has"), col(found), lit("of"), col(due));
    return when(isSame.equalTo(false), struct(lit(law).as("law"), detail.as("detail")));
  }
}
