package io.campaignlake.gold;

import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code gold.campaign_daily_metrics}: what came of the messages that a campaign sent on a day. */
public final class CampaignDailyMetrics {
  public static final Field CAMPAIGN_ID = required("campaign_id", StringType, "Campaign.");
  public static final Field SEND_DATE =
      required(
          "send_date",
          DateType,
          "Local date of the messages' attempt in the business zone; clicks and orders stand under the day of their message.");
  public static final Field UNIQUE_CLICKERS_SKETCH =
      required(
          "unique_clickers_sketch",
          BinaryType,
          "Theta sketch of the recipient_key with a human click: unite sketches of days for unique clicks of a range (theta_union_agg, theta_sketch_estimate).");
  public static final Field MATURES_ON =
      required(
          "matures_on",
          DateType,
          "Local date after which the numbers are final: send_date plus finality.matures-after-days.");

  public static final Table TABLE =
      Table.published("gold", "campaign_daily_metrics", "One campaign and send date.", columns())
          .keyedBy(CAMPAIGN_ID, SEND_DATE)
          .daysBy(SEND_DATE)
          .law(
              "conversions_add_up",
              "total_conversions = assisted_conversions + click_through_conversions")
          .law(
              "funnel_narrows",
              "messages_read <= messages_delivered AND messages_delivered <= messages_submitted")
          .law(
              "unique_at_most_total",
              "unique_clicks <= total_clicks AND unique_url_clicks <= total_url_clicks")
          .law(
              "outcomes_add_up",
              "messages_sent + messages_failed + messages_pending = messages_attempted")
          .law(
              "recipients_add_up",
              "recipients_sent + recipients_failed + recipients_pending = recipients_attempted");

  private CampaignDailyMetrics() {}

  private static List<Field> columns() {
    List<Field> columns = new ArrayList<>(List.of(CAMPAIGN_ID, SEND_DATE));
    columns.addAll(Measures.all());
    columns.addAll(List.of(UNIQUE_CLICKERS_SKETCH, MATURES_ON));
    return columns;
  }

  /**
   * @param counts {@link Measures#all} of campaigns and days
   * @param tally rows of {@link DayTally}, of at least those days
   */
  static Dataset<Row> of(Dataset<Row> counts, Dataset<Row> tally, Policy policy) {
    return counts
        .join(
            DayTally.clickers(tally, UNIQUE_CLICKERS_SKETCH.name()),
            TABLE.keyNames().toArray(String[]::new),
            "left")
        .withColumn(MATURES_ON.name(), date_add(SEND_DATE.col(), policy.maturesAfterDays()))
        .select(TABLE.columns());
  }
}
