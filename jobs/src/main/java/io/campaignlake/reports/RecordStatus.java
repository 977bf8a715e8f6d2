package io.campaignlake.reports;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Messages;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code reports.record_status}: how each record of a campaign fared, in wolkvox's words. */
public final class RecordStatus {
  public static final Field MESSAGE_ID = required("message_id", StringType, "Message.");
  public static final Field CAMPAIGN_ID =
      required("campaign_id", StringType, "Campaign; a message without one is in no report.")
          .answersTo("wolkvox: CAMPAIGN_ID");
  public static final Field SEND_DATE =
      required("send_date", DateType, "Local date of message_at in the business zone.");
  public static final Field TELEPHONE =
      optional("telephone", StringType, "Recipient's number, digits without +.")
          .answersTo("wolkvox: TELEPHONE");
  public static final Field RESULT =
      required(
              "result",
              StringType,
              "Read, Delivered or Failed; else Accepted on the Cloud API, Submitted on Gupshup.")
          .answersTo("wolkvox: RESULT");
  public static final Field ERROR =
      optional("error", StringType, "Code and words of the failure, only when Failed.")
          .answersTo("wolkvox: ERROR");
  public static final Field MESSAGE_AT =
      required("message_at", TimestampType, "The attempt, UTC; the report's DATE.")
          .answersTo("wolkvox: DATE");
  public static final Field LAST_UPDATE_AT =
      required("last_update_at", TimestampType, "When the result was reached, UTC.")
          .answersTo("wolkvox: LAST_UPDATE");

  public static final Table TABLE =
      Table.published(
              "reports",
              "record_status",
              "One message of a campaign.",
              List.of(
                  MESSAGE_ID,
                  CAMPAIGN_ID,
                  SEND_DATE,
                  TELEPHONE,
                  RESULT,
                  ERROR,
                  MESSAGE_AT,
                  LAST_UPDATE_AT))
          .keyedBy(MESSAGE_ID)
          .daysBy(SEND_DATE)
          .law("known_result", "result IN ('Read', 'Delivered', 'Failed', 'Accepted', 'Submitted')")
          .law("error_only_when_failed", "error IS NULL OR result = 'Failed'");

  private RecordStatus() {}

  /**
   * @param messages rows of {@code silver.messages}
   */
  static Dataset<Row> of(Dataset<Row> messages) {
    return messages
        .where(Messages.CAMPAIGN_ID.col().isNotNull())
        .select(
            MESSAGE_ID.is(Messages.MESSAGE_ID.col()),
            CAMPAIGN_ID.is(Messages.CAMPAIGN_ID.col()),
            SEND_DATE.is(Messages.SEND_DATE.col()),
            TELEPHONE.is(Messages.TELEPHONE.col()),
            RESULT.is(result()),
            ERROR.is(error()),
            MESSAGE_AT.is(Messages.MESSAGE_AT.col()),
            LAST_UPDATE_AT.is(Messages.LAST_UPDATE_AT.col()));
  }

  /** The words of wolkvox: what left but is not confirmed is called by the provider's own word. */
  private static Column result() {
    Column status = Messages.STATUS.col();
    Column onGupshup = Messages.CONNECTOR.col().equalTo("GUPSHUP");
    return when(status.equalTo(Messages.READ), "Read")
        .when(status.equalTo(Messages.DELIVERED), "Delivered")
        .when(status.equalTo(Messages.FAILED), "Failed")
        .when(onGupshup, "Submitted")
        .otherwise("Accepted");
  }

  /** {@code code: message}, or the half that exists. */
  private static Column error() {
    Column halves = concat_ws(": ", Messages.ERROR_CODE.col(), Messages.ERROR_MESSAGE.col());
    return when(Messages.STATUS.col().equalTo(Messages.FAILED), nullif(halves, lit("")));
  }
}
