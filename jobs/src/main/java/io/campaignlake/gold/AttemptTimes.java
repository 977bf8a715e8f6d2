package io.campaignlake.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Kept;
import io.campaignlake.lake.Sums;
import io.campaignlake.silver.Messages;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * When the first message was attempted, and the last: of each campaign, and of the whole lake,
 * whose {@code campaign_id} is null.
 */
final class AttemptTimes {
  private static final Column CAMPAIGN_ID = CampaignSummary.CAMPAIGN_ID.col();
  private static final Column FIRST = CampaignSummary.FIRST_MESSAGE_AT.col();
  private static final Column LAST = CampaignSummary.LAST_MESSAGE_AT.col();
  private static final String IS_SURE = "is_sure";
  private static final Column AT = Messages.MESSAGE_AT.col();

  private AttemptTimes() {}

  /**
   * What changed tells it, unless that took a first or last message away.
   *
   * @param known rows of {@code gold.campaign_summary}, as they are
   * @return campaign_id, first_message_at, last_message_at
   */
  static Dataset<Row> of(Inputs inputs, Dataset<Row> known) {
    if (!inputs.isFirst() && !inputs.isOfChosenDays()) {
      Dataset<Row> moved = inputs.moreOf(Messages.TABLE, Messages.CAMPAIGN_ID.col(), AT);
      Dataset<Row> carried = Kept.rows(carried(known, owned(moved)));
      if (carried.where(not(col(IS_SURE))).isEmpty()) {
        return carried.drop(IS_SURE);
      }
    }
    return owned(inputs.read(Messages.TABLE).select(Messages.CAMPAIGN_ID.col(), AT))
        .groupBy(CAMPAIGN_ID)
        .agg(min(AT).as("first_message_at"), max(AT).as("last_message_at"));
  }

  /** The last attempt of the whole lake; null when there is none. */
  static Instant latest(Dataset<Row> times) {
    Timestamp latest = times.where(CAMPAIGN_ID.isNull()).agg(max(LAST)).head().getTimestamp(0);
    return latest == null ? null : latest.toInstant();
  }

  /** Each message as one of its campaign, if it has one, and of the lake. */
  static Dataset<Row> owned(Dataset<Row> messages) {
    Column lake = lit(null).cast("string");
    Column owners = when(CAMPAIGN_ID.isNull(), array(lake)).otherwise(array(CAMPAIGN_ID, lake));
    return messages.withColumn("campaign_id", explode(owners));
  }

  /**
   * What is known and what moved together, and whether that is sure ({@code is_sure}).
   *
   * @param moved rows of {@link #owned}, with how many {@link Sums#TIMES} each counts
   */
  static Dataset<Row> carried(Dataset<Row> known, Dataset<Row> moved) {
    Dataset<Row> ofLake = known.agg(max(CampaignSummary.LAKE_LATEST_AT.col()).as("latest"));
    // Where there is no campaign yet, no row holds the time of the lake's latest attempt.
    Column latest = col("latest");
    Column came = when(col(Sums.TIMES).gt(0), AT);
    Column gone = when(col(Sums.TIMES).lt(0), AT).as("gone_at");
    Dataset<Row> times =
        known
            .select(CAMPAIGN_ID, FIRST, LAST, lit(null).as("gone_at"), lit(true).as("is_known"))
            .union(ofLake.select(lit(null), lit(null), latest, lit(null), latest.isNotNull()))
            .union(moved.select(CAMPAIGN_ID, came, came, gone, lit(true)));
    // Nobody asks for the first attempt of the lake, and it is not known.
    Column isFirstThere = CAMPAIGN_ID.isNull().or(col("first_gone").gt(FIRST));
    Column isLastThere = col("last_gone").lt(LAST);
    Column isNoneGone = col("first_gone").isNull();
    return times
        .groupBy(CAMPAIGN_ID)
        .agg(
            min(FIRST).as("first_message_at"),
            max(LAST).as("last_message_at"),
            min("gone_at").as("first_gone"),
            max("gone_at").as("last_gone"),
            bool_and(col("is_known")).as("is_known"))
        .withColumn(
            IS_SURE,
            col("is_known").and(isNoneGone.or(coalesce(isFirstThere.and(isLastThere), lit(false)))))
        .drop("first_gone", "last_gone", "is_known");
  }
}
