package io.campaignlake.silver;

import static org.apache.spark.sql.functions.array_append;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.lake.KeyGroups;
import java.time.ZoneId;
import java.util.List;
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

  private static Dataset<Row> derived(Dataset<Row> folded, ZoneId zone) {
    Column deliveredAt = Messages.DELIVERED_AT.col();
    Column readAt = Messages.READ_AT.col();
    Column effective = least(deliveredAt, readAt, Messages.FIRST_CLICK_AT.col());
    Column isSubmitted = not(col("message_id").startsWith(MessageEvidence.RECORD_PREFIX + ":"));
    Dataset<Row> identified =
        identified(folded.withColumn("is_submitted", isSubmitted))
            .withColumn("attempted_at", coalesce(col("send.at"), col("enqueued_at")))
            .withColumn("failure", failure())
            .withColumn("failed_at", col("failure.at"))
            .withColumn("error_code", col("failure.error_code"))
            .withColumn("error_message", col("failure.error_message"))
            .withColumn("effective_delivered_at", effective);
    return statused(identified)
        .withColumn(
            "message_at",
            coalesce(Messages.ATTEMPTED_AT.col(), Messages.SENT_AT.col(), col("first_event_at")))
        .withColumn("last_update_at", lastUpdate())
        .withColumn(
            "send_date", to_date(from_utc_timestamp(Messages.MESSAGE_AT.col(), zone.getId())))
        .withColumn("has_send_conflict", col("send_conflict"))
        .withColumn(
            "has_conflict",
            Messages.FAILED_AT
                .col()
                .isNotNull()
                .and(Messages.EFFECTIVE_DELIVERED_AT.col().isNotNull()));
  }

  /** Who it went to and for whom. */
  private static Dataset<Row> identified(Dataset<Row> folded) {
    Column phoneKey =
        when(col("send.telephone").isNotNull(), col("send.phone_key"))
            .otherwise(col("recipient.phone_key"));
    Column phones =
        transform(
            array_append(col("phone_keys"), col("send.phone_key")),
            key -> concat(lit("phone:"), key));
    Column keys = array_append(phones, concat(lit("customer:"), col("send.record.customer_id")));
    return folded
        .withColumn("campaign_id", coalesce(col("send.campaign_id"), col("callback_campaign_id")))
        .withColumn("record_id", col("send.record.record_id"))
        .withColumn("connector", coalesce(col("send.connector"), col("provider")))
        .withColumn("telephone", coalesce(col("send.telephone"), col("recipient.telephone")))
        .withColumn("bsuid", coalesce(col("send.bsuid"), col("event_bsuid")))
        .withColumn(
            "recipient_key",
            coalesce(phoneKey, Messages.BSUID.col(), concat(lit("message:"), col("message_id"))))
        .withColumn("customer_id", col("send.record.customer_id"))
        .withColumn("match_keys", array_sort(array_distinct(array_compact(keys))))
        .withColumn("order_form_id", col("send.record.order_form_id"))
        .withColumn("message_type", col("send.record.message_type"))
        .withColumn("template_name", col("send.record.template_name"))
        .withColumn("language", col("send.record.language"));
  }

  /** The earliest failure; of a record that never got an id, its earliest attempt's error. */
  private static Column failure() {
    Column ofSend =
        org.apache.spark.sql.functions.struct(
            col("send.at"), col("send.error_code"), col("send.error_message"));
    return when(IS_RECORD.and(HAS_SEND), ofSend).otherwise(col("failure"));
  }

  private static Dataset<Row> statused(Dataset<Row> messages) {
    Column effective = Messages.EFFECTIVE_DELIVERED_AT.col();
    Column evidence =
        when(effective.isNull(), lit(null))
            .when(effective.equalTo(Messages.DELIVERED_AT.col()), Messages.DELIVERED)
            .when(effective.equalTo(Messages.READ_AT.col()), Messages.READ)
            .otherwise("CLICK");
    Column status =
        when(Messages.READ_AT.col().isNotNull(), Messages.READ)
            .when(effective.isNotNull(), Messages.DELIVERED)
            .when(Messages.FAILED_AT.col().isNotNull(), Messages.FAILED)
            .when(Messages.SENT_AT.col().isNotNull(), Messages.SENT)
            .otherwise(Messages.ACCEPTED);
    return messages.withColumn("delivered_evidence", evidence).withColumn("status", status);
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
