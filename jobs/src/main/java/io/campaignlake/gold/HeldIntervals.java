package io.campaignlake.gold;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.Messages;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** The times during which a campaign was paused or stopped: [from, to) of {@code changed_at}. */
public final class HeldIntervals {
  private HeldIntervals() {}

  /**
   * @param changes rows of {@code silver.campaign_changes}
   */
  public static Dataset<Row> of(Dataset<Row> changes) {
    // Changes are ordered by their number: two of one instant have an order all the same.
    WindowSpec byNumber =
        Window.partitionBy(CampaignChanges.CAMPAIGN_ID.col())
            .orderBy(CampaignChanges.CHANGE_NO.col());
    Column isStatus = CampaignChanges.FIELD.col().equalTo(CampaignChanges.STATUS_FIELD);
    return changes
        .where(isStatus)
        .withColumn("held_to", lead(CampaignChanges.CHANGED_AT.col(), 1).over(byNumber))
        .where(CampaignChanges.TO_VALUE.col().isin("PAUSED", "STOPPED"))
        .select(
            CampaignChanges.CAMPAIGN_ID.col().as("held_campaign_id"),
            CampaignChanges.CHANGED_AT.col().as("held_from"),
            col("held_to"));
  }

  /** Adds {@code messages_attempted_while_held}, 0 or 1. */
  static Dataset<Row> marked(Dataset<Row> facts, Dataset<Row> holds) {
    Column at = Messages.MESSAGE_AT.col();
    Column isWithin =
        at.geq(col("held_from")).and(col("held_to").isNull().or(at.lt(col("held_to"))));
    Dataset<Row> held =
        facts
            .select(col("message_id").as("held_id"), MessageFacts.CAMPAIGN_ID, at)
            .join(holds, MessageFacts.CAMPAIGN_ID.equalTo(col("held_campaign_id")).and(isWithin))
            .groupBy("held_id")
            .agg(max(lit(1L)).as("is_held"));
    return facts
        .join(held, facts.col("message_id").equalTo(col("held_id")), "left")
        .withColumn("messages_attempted_while_held", coalesce(col("is_held"), lit(0L)))
        .drop("held_id", "is_held");
  }
}
