package io.campaignlake.silver;

import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * {@code silver.campaign_recipients}: each person of a campaign at the best status that any message
 * of it reached there. A campaign's card sums over it and need not read the messages again.
 */
public final class CampaignRecipients {
  public static final Field CAMPAIGN_ID = required("campaign_id", StringType, "Campaign.");
  public static final Field RECIPIENT_KEY = required("recipient_key", StringType, "Recipient.");
  public static final Field BEST_STATUS =
      required(
          "best_status", StringType, "READ over DELIVERED over SENT over ACCEPTED over FAILED.");
  public static final Field IS_SUBMITTED =
      required("is_submitted", BooleanType, "True when a provider gave one of the messages an id.");
  public static final Field MESSAGES =
      required("messages", LongType, "Messages to the recipient.").addsUp("messages");
  public static final Field MESSAGES_LEFT =
      required("messages_left", LongType, "Those of status SENT, DELIVERED or READ.")
          .addsUp("messages");
  public static final Field MESSAGES_DELIVERED =
      required("messages_delivered", LongType, "Those with an effective delivery.")
          .addsUp("messages");
  public static final Field FIRST_MESSAGE_AT =
      required("first_message_at", TimestampType, "Earliest message_at, UTC.");
  public static final Field LAST_MESSAGE_AT =
      required("last_message_at", TimestampType, "Latest message_at, UTC.");
  public static final Table TABLE =
      Table.internal(
              "silver",
              "campaign_recipients",
              "One recipient of one campaign.",
              List.of(
                  CAMPAIGN_ID,
                  RECIPIENT_KEY,
                  BEST_STATUS,
                  IS_SUBMITTED,
                  MESSAGES,
                  MESSAGES_LEFT,
                  MESSAGES_DELIVERED,
                  FIRST_MESSAGE_AT,
                  LAST_MESSAGE_AT))
          .keyedBy(CAMPAIGN_ID, RECIPIENT_KEY);

  private CampaignRecipients() {}

  /**
   * @param messages rows of {@code silver.messages}, complete for each campaign and recipient
   */
  static Dataset<Row> folded(Dataset<Row> messages) {
    Column status = Messages.STATUS.col();
    Column best = col("best");
    Column bestStatus =
        when(best.equalTo(5), Messages.READ)
            .when(best.equalTo(4), Messages.DELIVERED)
            .when(best.equalTo(3), Messages.SENT)
            .when(best.equalTo(2), Messages.ACCEPTED)
            .otherwise(Messages.FAILED);
    return messages
        .where(Messages.CAMPAIGN_ID.col().isNotNull())
        .groupBy(CAMPAIGN_ID.col(), RECIPIENT_KEY.col())
        .agg(
            max(Messages.statusRank()).as("best"),
            max(Messages.IS_SUBMITTED.col()).as("is_submitted"),
            count(lit(1)).as("messages"),
            count_if(status.isin(Messages.SENT, Messages.DELIVERED, Messages.READ))
                .as("messages_left"),
            count_if(Messages.EFFECTIVE_DELIVERED_AT.col().isNotNull()).as("messages_delivered"),
            min(Messages.MESSAGE_AT.col()).as("first_message_at"),
            max(Messages.MESSAGE_AT.col()).as("last_message_at"))
        .withColumn("best_status", bestStatus)
        .select(TABLE.columns());
  }
}
