package io.campaignlake.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.KeyGroups;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Folds all evidence of a message into its row: see {@link MessageGroup} for what counts. */
final class MessageFold {
  private static final Column HAS_SEND = col("send").isNotNull();
  private static final Column IS_RECORD = not(col("is_submitted"));

  private MessageFold() {}

  /**
   * @param evidence rows of {@link MessageEvidence}, complete for each message that occurs
   * @param zone business zone that cuts days
   * @return rows of {@code silver.messages}
   */
  static Dataset<Row> messages(Dataset<Row> evidence, ZoneId zone) {
    Dataset<Row> folded =
        KeyGroups.folded(
            evidence,
            List.of(MessageEvidence.MESSAGE_ID),
            MessageGroup.FOLDED,
            new MessageGroup.Fold());
    return derived(folded, zone).select(Messages.TABLE.columns());
  }

  // In few steps: Spark looks through all of a plan again for each column that is added by itself.
  private static Dataset<Row> derived(Dataset<Row> folded, ZoneId zone) {
    Column isSubmitted = not(col("message_id").startsWith(MessageEvidence.RECORD_PREFIX + ":"));
    Dataset<Row> known =
        folded
            .withColumns(identity())
            .withColumns(Map.of("is_submitted", isSubmitted))
            .withColumns(Map.of("failure", failure()))
            .withColumns(times());
    Column effective = Messages.EFFECTIVE_DELIVERED_AT.col();
    Column hasConflict = Messages.FAILED_AT.col().isNotNull().and(effective.isNotNull());
    return known
        .withColumns(Map.of("delivered_evidence", evidence(), "status", status()))
        .withColumns(
            Map.of(
                "last_update_at",
                lastUpdate(),
                "send_date",
                to_date(from_utc_timestamp(Messages.MESSAGE_AT.col(), zone.getId())),
                "has_send_conflict",
                col("send_conflict"),
                "has_conflict",
                hasConflict));
  }

  /** When what happened to it. */
  private static Map<String, Column> times() {
    Column attemptedAt = coalesce(col("send.at"), col("enqueued_at"));
    Column effective =
        least(Messages.DELIVERED_AT.col(), Messages.READ_AT.col(), Messages.FIRST_CLICK_AT.col());
    return Map.of(
        "attempted_at",
        attemptedAt,
        "message_at",
        coalesce(attemptedAt, Messages.SENT_AT.col(), col("first_event_at")),
        "failed_at",
        col("failure.at"),
        "error_code",
        col("failure.error_code"),
        "error_message",
        col("failure.error_message"),
        "effective_delivered_at",
        effective);
  }

  /** Who it went to and for whom. */
  private static Map<String, Column> identity() {
    Column phoneKey =
        when(col("send.telephone").isNotNull(), col("send.phone_key"))
            .otherwise(col("recipient.phone_key"));
    Column bsuid = coalesce(col("send.bsuid"), col("event_bsuid.bsuid"));
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("campaign_id", coalesce(col("send.campaign_id"), col("callback.campaign_id")));
    columns.put("connector", coalesce(col("send.connector"), col("provider")));
    columns.put("telephone", coalesce(col("send.telephone"), col("recipient.telephone")));
    columns.put("bsuid", bsuid);
    columns.put("callback_at", when(col("send.campaign_id").isNull(), col("callback.at")));
    columns.put("recipient_at", when(col("send.telephone").isNull(), col("recipient.at")));
    columns.put("bsuid_at", when(col("send.bsuid").isNull(), col("event_bsuid.at")));
    columns.put(
        "recipient_key", coalesce(phoneKey, bsuid, concat(lit("message:"), col("message_id"))));
    for (Field field :
        List.of(
            Messages.RECORD_ID,
            Messages.CUSTOMER_ID,
            Messages.ORDER_FORM_ID,
            Messages.MESSAGE_TYPE,
            Messages.TEMPLATE_NAME,
            Messages.LANGUAGE)) {
      columns.put(field.name(), field.of("send.record"));
    }
    return columns;
  }

  /** The earliest failure; of a record that never got an id, its earliest attempt's error. */
  private static Column failure() {
    Column ofSend =
        org.apache.spark.sql.functions.struct(
            col("send.at"), col("send.error_code"), col("send.error_message"));
    return when(IS_RECORD.and(HAS_SEND), ofSend).otherwise(col("failure"));
  }

  private static Column evidence() {
    Column effective = Messages.EFFECTIVE_DELIVERED_AT.col();
    return when(effective.isNull(), lit(null))
        .when(effective.equalTo(Messages.DELIVERED_AT.col()), Messages.DELIVERED)
        .when(effective.equalTo(Messages.READ_AT.col()), Messages.READ)
        .otherwise("CLICK");
  }

  private static Column status() {
    return when(Messages.READ_AT.col().isNotNull(), Messages.READ)
        .when(Messages.EFFECTIVE_DELIVERED_AT.col().isNotNull(), Messages.DELIVERED)
        .when(Messages.FAILED_AT.col().isNotNull(), Messages.FAILED)
        .when(Messages.SENT_AT.col().isNotNull(), Messages.SENT)
        .otherwise(Messages.ACCEPTED);
  }

  private static Column lastUpdate() {
    Column status = Messages.STATUS.col();
    Column reached =
        when(status.equalTo(Messages.READ), Messages.READ_AT.col())
            .when(status.equalTo(Messages.DELIVERED), Messages.EFFECTIVE_DELIVERED_AT.col())
            .when(status.equalTo(Messages.FAILED), Messages.FAILED_AT.col())
            .when(status.equalTo(Messages.SENT), Messages.SENT_AT.col())
            .otherwise(Messages.ATTEMPTED_AT.col());
    return coalesce(reached, Messages.MESSAGE_AT.col());
  }
}
