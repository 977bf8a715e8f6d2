package io.campaignlake.gold;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

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
   * @return one row per campaign: {@code held_campaign_id}, and {@code holds}, its intervals
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
        .groupBy(CampaignChanges.CAMPAIGN_ID.col().as("held_campaign_id"))
        .agg(
            collect_list(
                    struct(CampaignChanges.CHANGED_AT.col().as("from"), col("held_to").as("to")))
                .as("holds"));
  }

  /** Adds {@code messages_attempted_while_held}, 0 or 1. */
  static Dataset<Row> marked(Dataset<Row> facts, Dataset<Row> holds) {
    Column at = Messages.MESSAGE_AT.col();
    Column isHeld =
        exists(
            col("holds"),
            hold -> {
              Column to = hold.getField("to");
              return at.geq(hold.getField("from")).and(to.isNull().or(at.lt(to)));
            });
    // A row a campaign: small whatever Spark thinks of it.
    return facts
        .join(broadcast(holds), MessageFacts.CAMPAIGN_ID.equalTo(col("held_campaign_id")), "left")
        .withColumn("messages_attempted_while_held", coalesce(isHeld, lit(false)).cast("bigint"))
        .drop("held_campaign_id", "holds");
  }
}
