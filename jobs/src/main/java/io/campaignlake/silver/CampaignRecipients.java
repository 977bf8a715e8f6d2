package io.campaignlake.silver;

import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Sums;
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
  public static final Field MESSAGES_SUBMITTED =
      messages("messages_submitted", "Messages that a provider gave an id.");
  public static final Field MESSAGES_ACCEPTED = ofStatus("messages_accepted", Messages.ACCEPTED);
  public static final Field MESSAGES_SENT = ofStatus("messages_sent", Messages.SENT);
  public static final Field MESSAGES_DELIVERED = ofStatus("messages_delivered", Messages.DELIVERED);
  public static final Field MESSAGES_READ = ofStatus("messages_read", Messages.READ);
  public static final Field MESSAGES_FAILED = ofStatus("messages_failed", Messages.FAILED);
  public static final Field EFFECTIVE_DELIVERIES =
      messages("effective_deliveries", "Messages with an effective delivery, failed ones too.");

  private static final List<Field> COUNTS =
      List.of(
          MESSAGES_SUBMITTED,
          MESSAGES_ACCEPTED,
          MESSAGES_SENT,
          MESSAGES_DELIVERED,
          MESSAGES_READ,
          MESSAGES_FAILED,
          EFFECTIVE_DELIVERIES);

  /** What of a message is counted. */
  static final Column[] OF_MESSAGES =
      Field.columns(
          Messages.CAMPAIGN_ID,
          Messages.RECIPIENT_KEY,
          Messages.STATUS,
          Messages.IS_SUBMITTED,
          Messages.EFFECTIVE_DELIVERED_AT);

  public static final Table TABLE =
      Table.internal(
              "silver",
              "campaign_recipients",
              "One recipient of one campaign.",
              Table.fields(
                  List.of(CAMPAIGN_ID, RECIPIENT_KEY, BEST_STATUS, IS_SUBMITTED),
                  COUNTS.toArray(Field[]::new)))
          .keyedBy(CAMPAIGN_ID, RECIPIENT_KEY);

  private CampaignRecipients() {}

  private static Field messages(String name, String comment) {
    return required(name, LongType, comment).addsUp("messages");
  }

  private static Field ofStatus(String name, String status) {
    return messages(name, "Messages whose status is %s.".formatted(status));
  }

  /**
   * Counts messages by campaign and recipient.
   *
   * @param messages {@link #OF_MESSAGES}, with how many {@link Sums#TIMES} each counts
   * @return rows of the table; of changed messages only the counts say anything
   */
  static Dataset<Row> counted(Dataset<Row> messages) {
    return described(
        messages
            .where(Messages.CAMPAIGN_ID.col().isNotNull())
            .groupBy(CAMPAIGN_ID.col(), RECIPIENT_KEY.col())
            .agg(
                MESSAGES_SUBMITTED.is(Sums.count(Messages.IS_SUBMITTED.col())),
                MESSAGES_ACCEPTED.is(ofStatus(Messages.ACCEPTED)),
                MESSAGES_SENT.is(ofStatus(Messages.SENT)),
                MESSAGES_DELIVERED.is(ofStatus(Messages.DELIVERED)),
                MESSAGES_READ.is(ofStatus(Messages.READ)),
                MESSAGES_FAILED.is(ofStatus(Messages.FAILED)),
                EFFECTIVE_DELIVERIES.is(
                    Sums.count(Messages.EFFECTIVE_DELIVERED_AT.col().isNotNull()))));
  }

  private static Column ofStatus(String status) {
    return Sums.count(Messages.STATUS.col().equalTo(status));
  }

  /** Adds up the counts of each recipient of a campaign. */
  static Dataset<Row> added(Dataset<Row> counted) {
    return described(Sums.added(counted, TABLE.key(), COUNTS));
  }

  private static Dataset<Row> described(Dataset<Row> counts) {
    Column best =
        when(MESSAGES_READ.col().gt(0), Messages.READ)
            .when(MESSAGES_DELIVERED.col().gt(0), Messages.DELIVERED)
            .when(MESSAGES_SENT.col().gt(0), Messages.SENT)
            .when(MESSAGES_ACCEPTED.col().gt(0), Messages.ACCEPTED)
            .otherwise(Messages.FAILED);
    return counts
        .withColumn(BEST_STATUS.name(), best)
        .withColumn(IS_SUBMITTED.name(), MESSAGES_SUBMITTED.col().gt(0))
        .select(TABLE.columns());
  }
}
