package io.campaignlake.gold;

import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code gold.campaign_failures}: why a day's messages failed. */
public final class CampaignFailures {
  public static final Field CAMPAIGN_ID = required("campaign_id", StringType, "Campaign.");
  public static final Field SEND_DATE =
      required("send_date", DateType, "Send date of the messages.");
  public static final Field ERROR_CODE =
      required("error_code", StringType, "Provider's code; UNKNOWN when it gave none.");
  public static final Field MESSAGES_FAILED =
      required("messages_failed", LongType, "Messages of status FAILED with this code. Adds up.")
          .addsUp("messages");

  public static final Table TABLE =
      Table.published(
              "gold",
              "campaign_failures",
              "One campaign, send date and error code.",
              List.of(CAMPAIGN_ID, SEND_DATE, ERROR_CODE, MESSAGES_FAILED))
          .keyedBy(CAMPAIGN_ID, SEND_DATE, ERROR_CODE)
          .daysBy(SEND_DATE);

  private CampaignFailures() {}

  /**
   * @param tally rows of {@link DayTally}
   */
  static Dataset<Row> of(Dataset<Row> tally) {
    return tally
        .where(DayTally.ERROR_CODE.isNotNull())
        .select(
            CAMPAIGN_ID.col(),
            SEND_DATE.col(),
            DayTally.ERROR_CODE,
            MESSAGES_FAILED.is(DayTally.ATTEMPTED));
  }
}
