package io.campaignlake.silver;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.campaignlake.lake.KeyGroups;
import io.campaignlake.lake.RowOrder;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The evidence of one message so far (semantics §3). Whatever it keeps of events and sends is the
 * least of its kind, or a set: their order, repetition and splitting change nothing.
 */
final class MessageGroup implements KeyGroups.Group {
  private static final int MESSAGE_ID = place(MessageEvidence.MESSAGE_ID);
  private static final int KIND = place(MessageEvidence.KIND);
  private static final int AT = place(MessageEvidence.AT);
  private static final int ERROR_CODE = place(MessageEvidence.ERROR_CODE);
  private static final int CAMPAIGN_ID = place(MessageEvidence.CAMPAIGN_ID);
  private static final int TELEPHONE = place(MessageEvidence.TELEPHONE);
  private static final int PHONE_KEY = place(MessageEvidence.PHONE_KEY);
  private static final int BSUID = place(MessageEvidence.BSUID);
  private static final int CONNECTOR = place(MessageEvidence.CONNECTOR);

  private static final int RECORD = place(MessageEvidence.RECORD);
  private static final int CUSTOMER_ID = MessageEvidence.RECORD_FIELDS.indexOf(Sends.CUSTOMER_ID);

  private static final UTF8String PHONE = UTF8String.fromString(Messages.PHONE);
  private static final UTF8String CUSTOMER = UTF8String.fromString(Messages.CUSTOMER);

  // What is told of the row that counts.
  private static final int[] FAILURE = places("at", "error_code", "error_message");
  private static final int[] CALLBACK = places("at", "campaign_id");
  private static final int[] RECIPIENT = places("at", "telephone", "phone_key");
  private static final int[] OF_BSUID = places("at", "bsuid");
  private static final int[] SEND =
      places(
          "at",
          "error_code",
          "error_message",
          "campaign_id",
          "telephone",
          "phone_key",
          "bsuid",
          "connector",
          "record");

  /** What the evidence comes to. */
  static final StructType FOLDED =
      new StructType()
          .add("message_id", StringType)
          .add("enqueued_at", TimestampType)
          .add("sent_at", TimestampType)
          .add("delivered_at", TimestampType)
          .add("read_at", TimestampType)
          .add("first_event_at", TimestampType)
          .add("first_click_at", TimestampType)
          .add("url_clicks", LongType)
          .add("quick_replies", LongType)
          .add("bot_clicks", LongType)
          .add("failure", selected(FAILURE))
          .add("callback", selected(CALLBACK))
          .add("recipient", selected(RECIPIENT))
          .add("event_bsuid", selected(OF_BSUID))
          .add("provider", StringType)
          .add("send", selected(SEND))
          .add("match_keys", createArrayType(StringType, false))
          .add("send_conflict", BooleanType);

  /** How evidence of one kind is ordered; the least counts. */
  static final class Fold implements KeyGroups.Fold {
    private static final long serialVersionUID = 1L;

    private final RowOrder byError = order("at", "error_code", "error_message");
    private final RowOrder byCampaign = order("at", "campaign_id");
    private final RowOrder byRecipient = order("at", "telephone", "phone_key");
    private final RowOrder byBsuid = order("at", "bsuid");
    private final RowOrder byProvider = order("connector");
    private final RowOrder bySend = order("at", "campaign_id", "record");

    private transient List<Comparator<InternalRow>> comparators;

    private static RowOrder order(String... columns) {
      return RowOrder.of(MessageEvidence.SCHEMA, List.of(columns));
    }

    @Override
    public KeyGroups.Group begin(InternalRow first) {
      if (comparators == null) {
        comparators =
            List.of(
                byError.comparator(),
                byCampaign.comparator(),
                byRecipient.comparator(),
                byBsuid.comparator(),
                byProvider.comparator(),
                bySend.comparator());
      }
      return new MessageGroup(comparators);
    }
  }

  private final LeastRow failure;
  private final LeastRow callback;
  private final LeastRow recipient;
  private final LeastRow bsuid;
  private final LeastRow provider;
  private final LeastRow send;
  private final LeastTime[] ofStatus = new LeastTime[MessageEvidence.READ + 1];
  private final LeastTime ofEvents = new LeastTime();
  private final LeastTime ofClicks = new LeastTime();
  private final Set<UTF8String> phoneKeys = new LinkedHashSet<>();
  private long urlClicks;
  private long quickReplies;
  private long botClicks;
  private UTF8String messageId;
  private UTF8String sendCampaign;
  private UTF8String sendTelephone;
  private boolean hasSendConflict;

  private MessageGroup(List<Comparator<InternalRow>> comparators) {
    failure = new LeastRow(comparators.get(0));
    callback = new LeastRow(comparators.get(1));
    recipient = new LeastRow(comparators.get(2));
    bsuid = new LeastRow(comparators.get(3));
    provider = new LeastRow(comparators.get(4));
    send = new LeastRow(comparators.get(5));
    for (int status = 0; status < ofStatus.length; status++) {
      ofStatus[status] = new LeastTime();
    }
  }

  private static int place(String column) {
    return MessageEvidence.SCHEMA.fieldIndex(column);
  }

  private static int[] places(String... columns) {
    return Stream.of(columns).mapToInt(MessageGroup::place).toArray();
  }

  private static StructType selected(int[] places) {
    StructType type = new StructType();
    for (int place : places) {
      type = type.add(MessageEvidence.SCHEMA.apply(place));
    }
    return type;
  }

  private static InternalRow selected(InternalRow row, int[] places) {
    if (row == null) {
      return null;
    }
    Object[] values = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = row.get(places[i], MessageEvidence.SCHEMA.apply(places[i]).dataType());
    }
    return new GenericInternalRow(values);
  }

  private static UTF8String text(InternalRow row, int column) {
    return row == null ? null : row.getUTF8String(column);
  }

  @Override
  public void add(InternalRow row) {
    if (messageId == null) {
      messageId = row.getUTF8String(MESSAGE_ID).clone();
    }
    int kind = row.getInt(KIND);
    switch (kind) {
      case MessageEvidence.SEND, MessageEvidence.SEND_WITHOUT_ID -> addSend(row, kind);
      case MessageEvidence.URL_CLICK, MessageEvidence.QUICK_REPLY, MessageEvidence.BOT_CLICK ->
          addClick(row.getLong(AT), kind);
      default -> addEvent(row, kind);
    }
  }

  /** Of clicks, unlike all else, each counts: they come all at once, each a single time. */
  private void addClick(long at, int kind) {
    if (kind == MessageEvidence.BOT_CLICK) {
      botClicks++;
      return;
    }
    ofClicks.add(at);
    if (kind == MessageEvidence.URL_CLICK) {
      urlClicks++;
    } else {
      quickReplies++;
    }
  }

  private void addEvent(InternalRow event, int kind) {
    ofEvents.add(event.getLong(AT));
    if (kind == MessageEvidence.FAILED) {
      failure.add(event);
    } else if (kind != MessageEvidence.TOLD) {
      ofStatus[kind].add(event.getLong(AT));
    }
    provider.add(event);
    if (!event.isNullAt(CAMPAIGN_ID)) {
      callback.add(event);
    }
    if (!event.isNullAt(TELEPHONE)) {
      recipient.add(event);
    }
    if (!event.isNullAt(BSUID)) {
      bsuid.add(event);
    }
    if (!event.isNullAt(PHONE_KEY) && !phoneKeys.contains(event.getUTF8String(PHONE_KEY))) {
      phoneKeys.add(event.getUTF8String(PHONE_KEY).clone());
    }
  }

  private void addSend(InternalRow row, int kind) {
    send.add(row);
    // Attempts without an id share a record's message, whose error is that of the earliest attempt.
    if (kind == MessageEvidence.SEND && !row.isNullAt(ERROR_CODE)) {
      failure.add(row);
    }
    sendCampaign = same(sendCampaign, row, CAMPAIGN_ID);
    sendTelephone = same(sendTelephone, row, TELEPHONE);
  }

  /** The value that the rows of the send log have; a second one is a conflict. */
  private UTF8String same(UTF8String before, InternalRow row, int column) {
    if (row.isNullAt(column)) {
      return before;
    }
    UTF8String now = row.getUTF8String(column);
    hasSendConflict |= before != null && !before.equals(now);
    return before == null ? now.clone() : before;
  }

  @Override
  public InternalRow folded() {
    if (provider.row == null && send.row == null) {
      // Clicks alone do not make a message: they wait for it.
      return null;
    }
    return new GenericInternalRow(
        new Object[] {
          messageId,
          ofStatus[MessageEvidence.ENQUEUED].time,
          ofStatus[MessageEvidence.SENT].time,
          ofStatus[MessageEvidence.DELIVERED].time,
          ofStatus[MessageEvidence.READ].time,
          ofEvents.time,
          ofClicks.time,
          urlClicks,
          quickReplies,
          botClicks,
          selected(failure.row, FAILURE),
          selected(callback.row, CALLBACK),
          selected(recipient.row, RECIPIENT),
          selected(bsuid.row, OF_BSUID),
          text(provider.row, CONNECTOR),
          selected(send.row, SEND),
          new GenericArrayData(matchKeys().toArray()),
          hasSendConflict
        });
  }

  /** All phones and the customer that are known of the message, in order. */
  private Set<UTF8String> matchKeys() {
    Set<UTF8String> keys = new TreeSet<>();
    phoneKeys.forEach(phoneKey -> addKey(keys, PHONE, phoneKey));
    if (send.row != null) {
      InternalRow record = send.row.getStruct(RECORD, MessageEvidence.RECORD_FIELDS.size());
      addKey(keys, PHONE, text(send.row, PHONE_KEY));
      addKey(keys, CUSTOMER, text(record, CUSTOMER_ID));
    }
    return keys;
  }

  private static void addKey(Set<UTF8String> keys, UTF8String kind, UTF8String key) {
    if (key != null) {
      keys.add(UTF8String.concat(kind, key));
    }
  }
}
