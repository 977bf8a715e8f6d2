package io.campaignlake.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * All that is known of messages, in one shape: status events, rows of the send log and clicks, each
 * a row that says only what it knows. One shuffle by message then folds them together.
 */
final class MessageEvidence {
  static final Column MESSAGE_ID = col("message_id");
  static final Column DATES_A_MESSAGE = col("dates_a_message");
  static final Column ENQUEUED_AT = col("enqueued_at");
  static final Column SENT_AT = col("sent_at");
  static final Column DELIVERED_AT = col("delivered_at");
  static final Column READ_AT = col("read_at");
  static final Column FAILURE = col("failure");
  static final Column EVENT_AT = col("event_at");
  static final Column CALLBACK = col("callback");
  static final Column RECIPIENT = col("recipient");
  static final Column BSUID = col("bsuid");
  static final Column PHONE_KEY = col("phone_key");
  static final Column PROVIDER = col("provider");
  static final Column SEND = col("send");
  static final Column CLICKED_AT = col("clicked_at");

  static final String RECORD_PREFIX = "record";

  private static final DataType TIME = DataTypes.TimestampType;
  private static final DataType TEXT = DataTypes.StringType;

  private static final StructType FAILURE_TYPE =
      new StructType().add("at", TIME).add("code", TEXT).add("message", TEXT);
  private static final StructType CALLBACK_TYPE =
      new StructType().add("at", TIME).add("campaign_id", TEXT);
  private static final StructType RECIPIENT_TYPE =
      new StructType().add("at", TIME).add("digits", TEXT).add("phone_key", TEXT);
  private static final StructType BSUID_TYPE = new StructType().add("at", TIME).add("bsuid", TEXT);

  /** The first four decide which row of the send log speaks for the message. */
  private static final List<io.campaignlake.lake.Field> SEND_FIELDS =
      List.of(
          Sends.ATTEMPTED_AT,
          Sends.CAMPAIGN_ID,
          Sends.RECORD_ID,
          Sends.SEND_ID,
          Sends.CONNECTOR,
          Sends.TELEPHONE,
          Sends.PHONE_KEY,
          Sends.BSUID,
          Sends.CUSTOMER_ID,
          Sends.ERROR_CODE,
          Sends.ERROR_MESSAGE,
          Sends.ORDER_FORM_ID,
          Sends.MESSAGE_TYPE,
          Sends.TEMPLATE_NAME,
          Sends.LANGUAGE);

  private MessageEvidence() {}

  /**
   * @param events rows of {@code silver.message_events}, {@code message_ref} canonical
   * @param sends rows of {@code silver.sends}, {@code message_ref} canonical
   * @param clicks rows of {@code silver.clicks}
   */
  static Dataset<Row> of(Dataset<Row> events, Dataset<Row> sends, Dataset<Row> clicks) {
    return ofEvents(events).unionByName(ofSends(sends)).unionByName(ofClicks(clicks));
  }

  private static Dataset<Row> ofEvents(Dataset<Row> events) {
    Column status = MessageEvents.STATUS.col();
    Column at = MessageEvents.EVENT_AT.col();
    Column isRead = status.isin("READ", "PLAYED");
    Column failure =
        struct(
            at.as("at"),
            MessageEvents.ERROR_CODE.col().as("code"),
            MessageEvents.ERROR_MESSAGE.col().as("message"));
    Column callback = struct(at.as("at"), MessageEvents.CAMPAIGN_ID.col().as("campaign_id"));
    Column recipient =
        struct(
            at.as("at"),
            MessageEvents.RECIPIENT.col().as("digits"),
            MessageEvents.PHONE_KEY.col().as("phone_key"));
    Column bsuid = struct(at.as("at"), MessageEvents.BSUID.col().as("bsuid"));
    // Unknown statuses are kept in the events table and change nothing.
    return events
        .where(status.isin(MessageEvents.KNOWN_STATUSES.toArray()))
        .select(
            MessageEvents.MESSAGE_REF.col().as("message_id"),
            lit(true).as("dates_a_message"),
            when(status.equalTo("ENQUEUED"), at).as("enqueued_at"),
            when(status.equalTo("SENT"), at).as("sent_at"),
            when(status.equalTo("DELIVERED"), at).as("delivered_at"),
            when(isRead, at).as("read_at"),
            when(status.equalTo("FAILED"), failure).cast(FAILURE_TYPE).as("failure"),
            at.as("event_at"),
            when(MessageEvents.CAMPAIGN_ID.col().isNotNull(), callback)
                .cast(CALLBACK_TYPE)
                .as("callback"),
            when(MessageEvents.RECIPIENT.col().isNotNull(), recipient)
                .cast(RECIPIENT_TYPE)
                .as("recipient"),
            when(MessageEvents.BSUID.col().isNotNull(), bsuid).cast(BSUID_TYPE).as("bsuid"),
            MessageEvents.PHONE_KEY.col().as("phone_key"),
            MessageEvents.PROVIDER.col().as("provider"),
            lit(null).cast(sendType()).as("send"),
            nothing(TIME, "clicked_at"));
  }

  private static Dataset<Row> ofSends(Dataset<Row> sends) {
    Column hasId = Sends.MESSAGE_REF.col().isNotNull();
    Column recordKey =
        concat_ws(":", lit(RECORD_PREFIX), Sends.CAMPAIGN_ID.col(), Sends.RECORD_ID.col());
    Column failure =
        struct(
            Sends.ATTEMPTED_AT.col().as("at"),
            Sends.ERROR_CODE.col().as("code"),
            Sends.ERROR_MESSAGE.col().as("message"));
    // Attempts without an id share a record's message, whose error is that of the earliest attempt.
    Column isFailureOfItsOwn = hasId.and(Sends.ERROR_CODE.col().isNotNull());
    return sends.select(
        coalesce(Sends.MESSAGE_REF.col(), recordKey).as("message_id"),
        lit(true).as("dates_a_message"),
        nothing(TIME, "enqueued_at"),
        nothing(TIME, "sent_at"),
        nothing(TIME, "delivered_at"),
        nothing(TIME, "read_at"),
        when(isFailureOfItsOwn, failure).cast(FAILURE_TYPE).as("failure"),
        nothing(TIME, "event_at"),
        nothing(CALLBACK_TYPE, "callback"),
        nothing(RECIPIENT_TYPE, "recipient"),
        nothing(BSUID_TYPE, "bsuid"),
        nothing(TEXT, "phone_key"),
        nothing(TEXT, "provider"),
        struct(SEND_FIELDS.stream().map(field -> field.col()).toArray(Column[]::new))
            .cast(sendType())
            .as("send"),
        nothing(TIME, "clicked_at"));
  }

  private static Dataset<Row> ofClicks(Dataset<Row> clicks) {
    return clicks
        .where(Clicks.IS_BOT.col().equalTo(false))
        .select(
            Clicks.MESSAGE_ID.col(),
            lit(false).as("dates_a_message"),
            nothing(TIME, "enqueued_at"),
            nothing(TIME, "sent_at"),
            nothing(TIME, "delivered_at"),
            nothing(TIME, "read_at"),
            nothing(FAILURE_TYPE, "failure"),
            nothing(TIME, "event_at"),
            nothing(CALLBACK_TYPE, "callback"),
            nothing(RECIPIENT_TYPE, "recipient"),
            nothing(BSUID_TYPE, "bsuid"),
            nothing(TEXT, "phone_key"),
            nothing(TEXT, "provider"),
            nothing(sendType(), "send"),
            Clicks.CLICKED_AT.col().as("clicked_at"));
  }

  private static StructType sendType() {
    StructType type = new StructType();
    for (io.campaignlake.lake.Field field : SEND_FIELDS) {
      type = type.add(field.name(), field.type());
    }
    return type;
  }

  private static Column nothing(DataType type, String name) {
    return lit(null).cast(type).as(name);
  }
}
