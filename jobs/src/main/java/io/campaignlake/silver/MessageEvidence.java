package io.campaignlake.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.lake.Field;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * All that is known of messages, in one shape: status events, rows of the send log and clicks, each
 * a row that says only what it knows. One shuffle by message then folds them together.
 */
final class MessageEvidence {
  // What a row tells: a status event of that status, a row of the send log with or without a
  // provider's id, or a click.
  static final int ENQUEUED = 0;
  static final int SENT = 1;
  static final int DELIVERED = 2;
  static final int READ = 3;
  static final int FAILED = 4;
  static final int SEND = 5;
  static final int SEND_WITHOUT_ID = 6;
  static final int CLICK = 7;

  static final String MESSAGE_ID = "message_id";
  static final String KIND = "kind";
  static final String AT = "at";
  static final String ERROR_CODE = "error_code";
  static final String ERROR_MESSAGE = "error_message";
  static final String CAMPAIGN_ID = "campaign_id";
  static final String TELEPHONE = "telephone";
  static final String PHONE_KEY = "phone_key";
  static final String BSUID = "bsuid";
  static final String CONNECTOR = "connector";

  /** What only the send log tells, as a struct. */
  static final String RECORD = "record";

  static final String RECORD_PREFIX = "record";

  /** Columns of {@link #RECORD}. */
  static final List<Field> RECORD_FIELDS =
      List.of(
          Sends.RECORD_ID,
          Sends.SEND_ID,
          Sends.CUSTOMER_ID,
          Sends.ORDER_FORM_ID,
          Sends.MESSAGE_TYPE,
          Sends.TEMPLATE_NAME,
          Sends.LANGUAGE);

  static final StructType SCHEMA =
      new StructType()
          .add(MESSAGE_ID, StringType)
          .add(KIND, IntegerType)
          .add(AT, TimestampType)
          .add(ERROR_CODE, StringType)
          .add(ERROR_MESSAGE, StringType)
          .add(CAMPAIGN_ID, StringType)
          .add(TELEPHONE, StringType)
          .add(PHONE_KEY, StringType)
          .add(BSUID, StringType)
          .add(CONNECTOR, StringType)
          .add(RECORD, recordType());

  private MessageEvidence() {}

  /**
   * @param events rows of {@code silver.message_events}, {@code message_ref} canonical
   * @param sends rows of {@code silver.sends}, {@code message_ref} canonical
   * @param clicks rows of {@code silver.clicks}
   * @return rows of {@link #SCHEMA}
   */
  static Dataset<Row> of(Dataset<Row> events, Dataset<Row> sends, Dataset<Row> clicks) {
    return ofEvents(events).union(ofSends(sends)).union(ofClicks(clicks));
  }

  private static Dataset<Row> ofEvents(Dataset<Row> events) {
    Column status = MessageEvents.STATUS.col();
    Column kind =
        when(status.equalTo("ENQUEUED"), ENQUEUED)
            .when(status.equalTo("SENT"), SENT)
            .when(status.equalTo("DELIVERED"), DELIVERED)
            .when(status.isin("READ", "PLAYED"), READ)
            .otherwise(FAILED);
    // Unknown statuses are kept in the events table and change nothing.
    return events
        .where(status.isin(MessageEvents.KNOWN_STATUSES.toArray()))
        .select(
            MessageEvents.MESSAGE_REF.col().as(MESSAGE_ID),
            kind.as(KIND),
            MessageEvents.EVENT_AT.col().as(AT),
            MessageEvents.ERROR_CODE.col(),
            MessageEvents.ERROR_MESSAGE.col(),
            MessageEvents.CAMPAIGN_ID.col(),
            MessageEvents.RECIPIENT.col().as(TELEPHONE),
            MessageEvents.PHONE_KEY.col(),
            MessageEvents.BSUID.col(),
            MessageEvents.PROVIDER.col().as(CONNECTOR),
            lit(null).cast(recordType()).as(RECORD));
  }

  private static Dataset<Row> ofSends(Dataset<Row> sends) {
    Column hasId = Sends.MESSAGE_REF.col().isNotNull();
    Column recordKey =
        concat_ws(":", lit(RECORD_PREFIX), Sends.CAMPAIGN_ID.col(), Sends.RECORD_ID.col());
    return sends.select(
        coalesce(Sends.MESSAGE_REF.col(), recordKey).as(MESSAGE_ID),
        when(hasId, SEND).otherwise(SEND_WITHOUT_ID).as(KIND),
        Sends.ATTEMPTED_AT.col().as(AT),
        Sends.ERROR_CODE.col(),
        Sends.ERROR_MESSAGE.col(),
        Sends.CAMPAIGN_ID.col(),
        Sends.TELEPHONE.col(),
        Sends.PHONE_KEY.col(),
        Sends.BSUID.col(),
        Sends.CONNECTOR.col(),
        struct(RECORD_FIELDS.stream().map(Field::col).toArray(Column[]::new))
            .cast(recordType())
            .as(RECORD));
  }

  private static Dataset<Row> ofClicks(Dataset<Row> clicks) {
    return clicks
        .where(Clicks.IS_BOT.col().equalTo(false))
        .select(
            Clicks.MESSAGE_ID.col(),
            lit(CLICK).as(KIND),
            Clicks.CLICKED_AT.col().as(AT),
            nothing(ERROR_CODE),
            nothing(ERROR_MESSAGE),
            nothing(CAMPAIGN_ID),
            nothing(TELEPHONE),
            nothing(PHONE_KEY),
            nothing(BSUID),
            nothing(CONNECTOR),
            lit(null).cast(recordType()).as(RECORD));
  }

  private static StructType recordType() {
    StructType type = new StructType();
    for (Field field : RECORD_FIELDS) {
      type = type.add(field.name(), field.type());
    }
    return type;
  }

  private static Column nothing(String name) {
    return lit(null).cast(StringType).as(name);
  }
}
