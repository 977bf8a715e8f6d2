package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Money;
import io.campaignlake.silver.Orders;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows that the merge reads and gives. It reads orders and touches in the same flat columns:
 * nothing is built for a row of the history that no order asks for. Times are microseconds, dates
 * days.
 */
final class MergeRows {
  // Places of the columns that the merge reads.
  private static final int HOME = 0;
  private static final int AT = 1;
  private static final int KEY = 2;
  private static final int ID = 3;
  private static final int OTHER_KEY = 4;
  private static final int STATUS_OR_CAMPAIGN = 5;
  private static final int CURRENCY_OR_CLICK = 6;
  private static final int AMOUNT = 7;
  private static final int CLICKED_AT = 8;
  private static final int SEND_DATE = 9;

  private static final StructType ORDER =
      new StructType()
          .add("order_id", StringType)
          .add("ordered_at", LongType)
          .add("status", StringType)
          .add("amount", Money.TYPE)
          .add("currency_code", StringType)
          .add("home_key", StringType);

  private static final StructType TOUCH =
      new StructType()
          .add("message_id", StringType)
          .add("campaign_id", StringType)
          .add("send_date", IntegerType)
          .add("effective_delivered_at", LongType)
          .add("click_id", StringType)
          .add("anchor_at", LongType)
          .add("verdict", StringType);

  /** One row per order. */
  static final StructType DECIDED =
      new StructType()
          .add("order", ORDER)
          .add("candidates_total", LongType)
          .add("touches", createArrayType(TOUCH));

  /** What the merge reads. */
  static final StructType MEETING =
      new StructType()
          .add("home", LongType)
          .add("at", LongType)
          .add("key", StringType)
          .add("id", StringType)
          .add("other_key", StringType)
          .add("status_or_campaign", StringType)
          .add("currency_or_click", StringType)
          .add("amount", Money.TYPE)
          .add("clicked_at", LongType)
          .add("send_date", IntegerType);

  private MergeRows() {}

  /**
   * @param homed rows of {@link Homes#ofOrders}
   */
  static Dataset<Row> ofOrders(Dataset<Row> homed) {
    return homed.select(
        Homes.HOME,
        unix_micros(Orders.ORDERED_AT.col()).as("at"),
        Homes.HOME_KEY.as("key"),
        Orders.ORDER_ID.col().as("id"),
        Homes.OTHER_KEY,
        Orders.STATUS.col().as("status_or_campaign"),
        Orders.CURRENCY_CODE.col().as("currency_or_click"),
        Orders.AMOUNT.col(),
        lit(null).cast(LongType).as("clicked_at"),
        lit(null).cast(IntegerType).as("send_date"));
  }

  /**
   * @param touches rows of {@link Homes#ofMessages} with {@link Touches#withClicks}
   */
  static Dataset<Row> ofTouches(Dataset<Row> touches) {
    return touches.select(
        Homes.HOME,
        unix_micros(Messages.EFFECTIVE_DELIVERED_AT.col()).as("at"),
        Homes.VIA_KEY.as("key"),
        Messages.MESSAGE_ID.col().as("id"),
        lit(null).cast(StringType).as("other_key"),
        Messages.CAMPAIGN_ID.col().as("status_or_campaign"),
        Clicks.CLICK_ID.col().as("currency_or_click"),
        lit(null).cast(Money.TYPE).as("amount"),
        Clicks.CLICKED_AT.col(),
        unix_date(Messages.SEND_DATE.col()).as("send_date"));
  }

  /**
   * A row as those of {@link #ofTouches}.
   *
   * @param message row of {@link Touches#delivered}
   * @param clickId null for a delivery, as is its time
   */
  static InternalRow touch(
      InternalRow message, long home, UTF8String viaKey, UTF8String clickId, Long clickedAt) {
    return row(
        home,
        delivery(message),
        viaKey,
        messageId(message),
        null,
        message.getUTF8String(1),
        clickId,
        null,
        clickedAt,
        message.getInt(2));
  }

  static UTF8String messageId(InternalRow message) {
    return message.getUTF8String(0);
  }

  /** Microseconds of UTC. */
  static long delivery(InternalRow message) {
    return message.getLong(3);
  }

  static ArrayData matchKeys(InternalRow message) {
    return message.getArray(4);
  }

  /** Spark's own rows: as objects, most of the history would be decoded for nobody. */
  static JavaRDD<InternalRow> internal(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().toRdd().toJavaRDD();
  }

  static Dataset<Row> dataset(SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows.rdd(), schema, false);
  }

  static long home(InternalRow row) {
    return row.getLong(HOME);
  }

  static boolean isOrder(InternalRow row) {
    return row.isNullAt(SEND_DATE);
  }

  static long orderedAt(InternalRow order) {
    return order.getLong(AT);
  }

  static UTF8String homeKey(InternalRow order) {
    return order.getUTF8String(KEY);
  }

  static UTF8String otherKey(InternalRow order) {
    return order.getUTF8String(OTHER_KEY);
  }

  /**
   * Adds the delivery of a row, and its click if it has one.
   *
   * @param row that nobody else changes: the touches point into it
   */
  static void addTouches(InternalRow row, Map<UTF8String, KeyTouches> byKey) {
    KeyTouches ofKey = byKey.computeIfAbsent(row.getUTF8String(KEY), key -> new KeyTouches());
    long delivery = row.getLong(AT);
    Touch.Message message =
        new Touch.Message(
            row.getUTF8String(ID),
            row.getUTF8String(STATUS_OR_CAMPAIGN),
            row.getInt(SEND_DATE),
            delivery);
    ofKey.add(new Touch(message, null, delivery));
    if (!row.isNullAt(CURRENCY_OR_CLICK)) {
      ofKey.add(new Touch(message, row.getUTF8String(CURRENCY_OR_CLICK), row.getLong(CLICKED_AT)));
    }
  }

  /** A row of {@link #DECIDED}. */
  static InternalRow decided(InternalRow order, Ranking ranking) {
    Object[] touches = new Object[ranking.best().size()];
    for (int place = 0; place < touches.length; place++) {
      touches[place] = touch(ranking.best().get(place), ranking.verdict(place));
    }
    InternalRow ofOrder =
        row(
            order.getUTF8String(ID),
            order.getLong(AT),
            order.getUTF8String(STATUS_OR_CAMPAIGN),
            order.getDecimal(AMOUNT, Money.TYPE.precision(), Money.TYPE.scale()),
            order.getUTF8String(CURRENCY_OR_CLICK),
            order.getUTF8String(KEY));
    return row(ofOrder, ranking.total(), new GenericArrayData(touches));
  }

  private static InternalRow touch(Touch touch, UTF8String verdict) {
    Touch.Message message = touch.message();
    return row(
        message.id(),
        message.campaignId(),
        message.sendDate(),
        message.effectiveDelivery(),
        touch.clickId(),
        touch.anchor(),
        verdict);
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }
}
