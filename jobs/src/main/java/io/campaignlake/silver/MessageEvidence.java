package io.campaignlake.silver;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.lake.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  static final int URL_CLICK = 7;
  static final int QUICK_REPLY = 8;
  static final int BOT_CLICK = 9;

  /** What an earlier event told beside its status. */
  static final int TOLD = 10;

  /** What each status says of a message; those that are not here say nothing. */
  static final Map<String, Integer> KIND_OF_STATUS =
      Map.of(
          "ENQUEUED", ENQUEUED,
          "SENT", SENT,
          "DELIVERED", DELIVERED,
          "READ", READ,
          "PLAYED", READ,
          "FAILED", FAILED);

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

  /** The message of a row of the send log: its id, or the record's where it never got one. */
  static final Column SEND_REF =
      coalesce(
          Sends.MESSAGE_REF.col(),
          concat_ws(":", lit(RECORD_PREFIX), Sends.CAMPAIGN_ID.col(), Sends.RECORD_ID.col()));

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
    Column kind = lit(null);
    for (Map.Entry<String, Integer> known : KIND_OF_STATUS.entrySet()) {
      kind = when(status.equalTo(known.getKey()), known.getValue()).otherwise(kind);
    }
    // Unknown statuses are kept in the events table and change nothing.
    return events
        .where(status.isin(MessageEvents.KNOWN_STATUSES.toArray()))
        .select(
            evidence(
                MessageEvents.MESSAGE_REF.col(),
                kind,
                MessageEvents.EVENT_AT.col(),
                Map.of(
                    ERROR_CODE, MessageEvents.ERROR_CODE.col(),
                    ERROR_MESSAGE, MessageEvents.ERROR_MESSAGE.col(),
                    CAMPAIGN_ID, MessageEvents.CAMPAIGN_ID.col(),
                    TELEPHONE, MessageEvents.RECIPIENT.col(),
                    PHONE_KEY, MessageEvents.PHONE_KEY.col(),
                    BSUID, MessageEvents.BSUID.col(),
                    CONNECTOR, MessageEvents.PROVIDER.col())));
  }

  /** The send log alone, likewise. */
  static Dataset<Row> ofSends(Dataset<Row> sends) {
    Column hasId = Sends.MESSAGE_REF.col().isNotNull();
    return sends.select(
        evidence(
            SEND_REF,
            when(hasId, SEND).otherwise(SEND_WITHOUT_ID),
            Sends.ATTEMPTED_AT.col(),
            Map.of(
                ERROR_CODE, Sends.ERROR_CODE.col(),
                ERROR_MESSAGE, Sends.ERROR_MESSAGE.col(),
                CAMPAIGN_ID, Sends.CAMPAIGN_ID.col(),
                TELEPHONE, Sends.TELEPHONE.col(),
                PHONE_KEY, Sends.PHONE_KEY.col(),
                BSUID, Sends.BSUID.col(),
                CONNECTOR, Sends.CONNECTOR.col(),
                RECORD, struct(RECORD_FIELDS.stream().map(Field::col).toArray(Column[]::new)))));
  }

  /** Clicks alone, likewise. */
  static Dataset<Row> ofClicks(Dataset<Row> clicks) {
    Column kind =
        when(Clicks.IS_BOT.col(), BOT_CLICK)
            .when(Clicks.KIND.col().equalTo(Clicks.QUICK_REPLY_KIND), QUICK_REPLY)
            .otherwise(URL_CLICK);
    return clicks.select(
        evidence(Clicks.MESSAGE_ID.col(), kind, Clicks.CLICKED_AT.col(), Map.of()));
  }

  /**
   * Messages as the evidence that counted of theirs, without their clicks: to fold it again makes
   * the same of it, and later evidence can be folded in without what it was made of.
   *
   * @param messages rows of {@code silver.messages} with one row of the send log at most
   * @return rows of {@link #SCHEMA}
   */
  static Dataset<Row> ofMessages(Dataset<Row> messages) {
    Column hasSend = Messages.RECORD_ID.col().isNotNull();
    Column isRecord = hasSend.and(not(Messages.IS_SUBMITTED.col()));
    Column[] once = {
      when(hasSend, send()),
      when(not(hasSend), event(ENQUEUED, Messages.ATTEMPTED_AT, Map.of())),
      event(SENT, Messages.SENT_AT, Map.of()),
      event(DELIVERED, Messages.DELIVERED_AT, Map.of()),
      event(READ, Messages.READ_AT, Map.of()),
      when(
          not(isRecord),
          event(
              FAILED,
              Messages.FAILED_AT,
              Map.of(
                  ERROR_CODE, Messages.ERROR_CODE.col(),
                  ERROR_MESSAGE, Messages.ERROR_MESSAGE.col()))),
      event(TOLD, Messages.CALLBACK_AT, Map.of(CAMPAIGN_ID, Messages.CAMPAIGN_ID.col())),
      event(
          TOLD,
          Messages.RECIPIENT_AT,
          Map.of(TELEPHONE, Messages.TELEPHONE.col(), PHONE_KEY, Messages.phoneKey())),
      event(TOLD, Messages.BSUID_AT, Map.of(BSUID, Messages.BSUID.col()))
    };
    Column keys =
        transform(
            Messages.phoneKeys(), key -> event(TOLD, Messages.MESSAGE_AT, Map.of(PHONE_KEY, key)));
    return messages.select(inline(concat(array_compact(array(once)), keys)));
  }

  /** The row of the send log that gave the message what no event did. */
  private static Column send() {
    Column isRecord = not(Messages.IS_SUBMITTED.col());
    Column isTold = Messages.RECIPIENT_AT.col().isNull();
    Column[] record =
        RECORD_FIELDS.stream()
            // Which of several rows it was: here there is one.
            .map(field -> field == Sends.SEND_ID ? field.is(lit(null)) : field.col())
            .toArray(Column[]::new);
    return struct(
        evidence(
            Messages.MESSAGE_ID.col(),
            when(isRecord, SEND_WITHOUT_ID).otherwise(SEND),
            Messages.ATTEMPTED_AT.col(),
            Map.of(
                ERROR_CODE, when(isRecord, Messages.ERROR_CODE.col()),
                ERROR_MESSAGE, when(isRecord, Messages.ERROR_MESSAGE.col()),
                CAMPAIGN_ID, Messages.CAMPAIGN_ID.col(),
                TELEPHONE, when(isTold, Messages.TELEPHONE.col()),
                PHONE_KEY, when(isTold, Messages.phoneKey()),
                BSUID, when(Messages.BSUID_AT.col().isNull(), Messages.BSUID.col()),
                CONNECTOR, Messages.CONNECTOR.col(),
                RECORD, struct(record))));
  }

  private static Column event(int kind, Field at, Map<String, Column> told) {
    Map<String, Column> all = new HashMap<>(told);
    all.put(CONNECTOR, Messages.CONNECTOR.col());
    return when(
        at.col().isNotNull(),
        struct(evidence(Messages.MESSAGE_ID.col(), lit(kind), at.col(), all)));
  }

  /** The columns of {@link #SCHEMA}, null where nothing is told. */
  private static Column[] evidence(Column id, Column kind, Column at, Map<String, Column> told) {
    Map<String, Column> all = new HashMap<>(told);
    all.put(MESSAGE_ID, id);
    all.put(KIND, kind);
    all.put(AT, at);
    return Stream.of(SCHEMA.fields())
        .map(f -> all.getOrDefault(f.name(), lit(null)).cast(f.dataType()).as(f.name()))
        .toArray(Column[]::new);
  }

  private static StructType recordType() {
    StructType type = new StructType();
    for (Field field : RECORD_FIELDS) {
      type = type.add(field.name(), field.type());
    }
    return type;
  }
}
