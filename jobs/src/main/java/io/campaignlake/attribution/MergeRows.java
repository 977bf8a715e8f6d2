package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Money;
import io.campaignlake.silver.Orders;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that the merge reads, (home, order, touch) of which one of the last two is null, and the
 * rows that it gives, (order, candidates_total, touches). Times are microseconds, dates days, and
 * texts that nobody looks at bytes: a row of the history costs nothing to take apart.
 */
final class MergeRows {
  private static final StructType ORDER =
      new StructType()
          .add("order_id", StringType)
          .add("ordered_at", LongType)
          .add("status", StringType)
          .add("amount", Money.TYPE)
          .add("currency_code", StringType)
          .add("home_key", StringType)
          .add("other_key", StringType);

  private static final StructType TOUCH_IN =
      new StructType()
          .add("via_key", StringType)
          .add("message_id", BinaryType)
          .add("campaign_id", BinaryType)
          .add("send_date", IntegerType)
          .add("effective_delivered_at", LongType)
          .add("click_id", BinaryType)
          .add("clicked_at", LongType);

  private static final StructType TOUCH_OUT =
      new StructType()
          .add("message_id", BinaryType)
          .add("campaign_id", BinaryType)
          .add("send_date", IntegerType)
          .add("effective_delivered_at", LongType)
          .add("click_id", BinaryType)
          .add("anchor_at", LongType)
          .add("verdict", StringType);

  static final StructType DECIDED =
      new StructType()
          .add("order", ORDER)
          .add("candidates_total", LongType)
          .add("touches", createArrayType(TOUCH_OUT));

  private MergeRows() {}

  /**
   * @param homed rows of {@link Homes#ofOrders}
   */
  static Dataset<Row> ofOrders(Dataset<Row> homed) {
    Column order =
        struct(
            Orders.ORDER_ID.col(),
            unix_micros(Orders.ORDERED_AT.col()).as("ordered_at"),
            Orders.STATUS.col(),
            Orders.AMOUNT.col(),
            Orders.CURRENCY_CODE.col(),
            Homes.HOME_KEY,
            Homes.OTHER_KEY);
    return homed.select(Homes.HOME, order.as("order"), lit(null).cast(TOUCH_IN).as("touch"));
  }

  /**
   * @param touches rows of {@link Homes#ofMessages} with {@link Touches#withClicks}
   */
  static Dataset<Row> ofTouches(Dataset<Row> touches) {
    Column touch =
        struct(
            Homes.VIA_KEY,
            bytes(Messages.MESSAGE_ID.col()),
            bytes(Messages.CAMPAIGN_ID.col()),
            unix_date(Messages.SEND_DATE.col()).as("send_date"),
            unix_micros(Messages.EFFECTIVE_DELIVERED_AT.col()).as("effective_delivered_at"),
            bytes(Clicks.CLICK_ID.col()),
            unix_micros(Clicks.CLICKED_AT.col()).as("clicked_at"));
    return touches.select(Homes.HOME, lit(null).cast(ORDER).as("order"), touch.as("touch"));
  }

  private static Column bytes(Column text) {
    return text.cast(BinaryType);
  }

  static long home(Row row) {
    return row.getLong(0);
  }

  static boolean isOrder(Row row) {
    return !row.isNullAt(1);
  }

  static Row order(Row row) {
    return row.getStruct(1);
  }

  static long orderedAt(Row order) {
    return order.getLong(1);
  }

  static String homeKey(Row order) {
    return order.getString(5);
  }

  static String otherKey(Row order) {
    return order.getString(6);
  }

  /** Adds the delivery of a row, and its click if it has one. */
  static void addTouches(Row row, Map<String, KeyTouches> byKey) {
    Row touch = row.getStruct(2);
    KeyTouches ofKey = byKey.computeIfAbsent(touch.getString(0), key -> new KeyTouches());
    long delivery = touch.getLong(4);
    Touch.Message message =
        new Touch.Message(touch.getAs(1), touch.getAs(2), touch.getInt(3), delivery);
    ofKey.add(new Touch(message, null, delivery));
    if (!touch.isNullAt(5)) {
      ofKey.add(new Touch(message, touch.getAs(5), touch.getLong(6)));
    }
  }

  static Row touch(Touch touch, String verdict) {
    Touch.Message message = touch.message();
    return RowFactory.create(
        message.id(),
        message.campaignId(),
        message.sendDate(),
        message.effectiveDelivery(),
        touch.clickId(),
        touch.anchor(),
        verdict);
  }
}
