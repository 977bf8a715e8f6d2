package io.campaignlake.gold;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.theta_sketch_agg;
import static org.apache.spark.sql.functions.theta_union;
import static org.apache.spark.sql.functions.theta_union_agg;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.lake.SmallSide;
import io.campaignlake.silver.Messages;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One look through all messages of days, for what needs them all: why they failed, who clicked, and
 * how many there must be for the laws of {@link DayLaws}. One row per campaign, send date and
 * {@link #ERROR_CODE}.
 */
final class DayTally {
  /** Why the messages failed; null of those that did not. */
  static final Column ERROR_CODE = col("error_code");

  static final Column ATTEMPTED = col("attempted");
  static final Column DELIVERED = col("delivered");

  private static final Column CLICKERS = col("clickers");
  private static final Column CAMPAIGN_ID = Messages.CAMPAIGN_ID.col();
  private static final Column SEND_DATE = Messages.SEND_DATE.col();

  /** Recipients of the messages that were asked for. */
  private static final Column NAMED = col("named");

  private DayTally() {}

  /**
   * @param messages {@link MessageFacts#OF_MESSAGES}, complete for each day that occurs
   * @param ids distinct {@code message_id}, of messages whose recipients are asked for
   */
  static Dataset<Row> of(Dataset<Row> messages, Dataset<Row> ids) {
    Dataset<Row> named = ids.withColumn("is_named", lit(true));
    return of(
        messages.join(SmallSide.hinted(named), new String[] {"message_id"}, "left"),
        when(col("is_named"), Messages.RECIPIENT_KEY.col()));
  }

  /** The same with no question about messages. */
  static Dataset<Row> of(Dataset<Row> messages) {
    return of(messages, lit(null).cast("string"));
  }

  private static Dataset<Row> of(Dataset<Row> messages, Column named) {
    Column hasFailed = Messages.STATUS.col().equalTo(Messages.FAILED);
    Column code = coalesce(Messages.ERROR_CODE.col(), lit("UNKNOWN"));
    Column hasClick = Messages.URL_CLICKS.col().plus(Messages.QUICK_REPLIES.col()).gt(0);
    return messages
        .where(CAMPAIGN_ID.isNotNull())
        .groupBy(CAMPAIGN_ID, SEND_DATE, when(hasFailed, code).as("error_code"))
        .agg(
            count(lit(1)).as("attempted"),
            count(Messages.EFFECTIVE_DELIVERED_AT.col()).as("delivered"),
            theta_sketch_agg(when(hasClick, Messages.RECIPIENT_KEY.col())).as("clickers"),
            collect_set(named).as("named"));
  }

  /** Campaign, send date and recipient of the messages that were asked for. */
  static Dataset<Row> recipients(Dataset<Row> tally) {
    return tally.select(CAMPAIGN_ID, SEND_DATE, explode(NAMED).as("recipient_key"));
  }

  /** Campaign, send date and a mergeable sketch of those who clicked, under the given name. */
  static Dataset<Row> clickers(Dataset<Row> tally, String name) {
    Column sketch = theta_union_agg(CLICKERS);
    // The union with itself trims to the same hashes whatever the order in which they came.
    return tally.groupBy(CAMPAIGN_ID, SEND_DATE).agg(theta_union(sketch, sketch).as(name));
  }
}
