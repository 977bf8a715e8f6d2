package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.campaignlake.lake.SparkRows;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Money;
import io.campaignlake.silver.Orders;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows that the merge gives, and the columns of those from which {@link MeetingRows} are
 * packed. Times are microseconds, dates days.
 */
final class MergeRows {
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

  private MergeRows() {}

  /**
   * @param homed rows of {@link Homes#ofOrders}
   */
  static Dataset<Row> ofOrders(Dataset<Row> homed) {
    return homed.select(
        Homes.HOME,
        Homes.HOME_KEY,
        Homes.OTHER_KEY,
        Orders.ORDER_ID.col(),
        Orders.STATUS.col(),
        Orders.CURRENCY_CODE.col(),
        unix_micros(Orders.ORDERED_AT.col()).as("at"),
        Orders.AMOUNT.col());
  }

  /**
   * @param touches rows of {@link Homes#ofMessages} with {@link Touches#withClicks}
   */
  static Dataset<Row> ofTouches(Dataset<Row> touches) {
    return touches.select(
        Messages.MESSAGE_ID.col(),
        Messages.CAMPAIGN_ID.col(),
        Messages.SEND_DATE.col(),
        Messages.EFFECTIVE_DELIVERED_AT.col(),
        Homes.HOME,
        Homes.VIA_KEY,
        Clicks.CLICK_ID.col(),
        Clicks.CLICKED_AT.col());
  }

  /**
   * @param message row of {@link #ofTouches} or of {@link Touches#delivered}
   */
  static UTF8String messageId(InternalRow message) {
    return message.getUTF8String(0);
  }

  /** Microseconds of UTC. */
  static long delivery(InternalRow message) {
    return message.getLong(3);
  }

  /**
   * @param message row of {@link Touches#delivered}
   */
  static ArrayData matchKeys(InternalRow message) {
    return message.getArray(4);
  }

  /** Orders of {@link #ofOrders}, packed for the merge. */
  static Dataset<Row> packedOrders(Dataset<Row> homed) {
    JavaRDD<InternalRow> packed =
        SparkRows.of(ofOrders(homed))
            .mapPartitions(
                orders -> {
                  MeetingRows rows = new MeetingRows();
                  return mapped(orders, rows::order);
                });
    return SparkRows.dataset(homed.sparkSession(), packed, MeetingRows.SCHEMA);
  }

  /** Rows of {@link #ofTouches}, packed for the merge. */
  static Dataset<Row> packedTouches(Dataset<Row> touches) {
    JavaRDD<InternalRow> packed =
        SparkRows.of(ofTouches(touches))
            .mapPartitions(
                messages -> {
                  MeetingRows rows = new MeetingRows();
                  return mapped(messages, message -> packedTouch(message, rows));
                });
    return SparkRows.dataset(touches.sparkSession(), packed, MeetingRows.SCHEMA);
  }

  private static InternalRow packedTouch(InternalRow message, MeetingRows rows) {
    UTF8String clickId = message.getUTF8String(6);
    long clickedAt = clickId == null ? 0 : message.getLong(7);
    return rows.touch(message, message.getLong(4), message.getUTF8String(5), clickId, clickedAt);
  }

  private static Iterator<InternalRow> mapped(
      Iterator<InternalRow> rows, Function<InternalRow, InternalRow> mapping) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public InternalRow next() {
        return mapping.apply(rows.next());
      }
    };
  }

  /** A row of {@link #DECIDED}. */
  static InternalRow decided(MeetingRows.Order order, Ranking ranking) {
    Object[] touches = new Object[ranking.best().size()];
    for (int place = 0; place < touches.length; place++) {
      touches[place] = touch(ranking.best().get(place), ranking.verdict(place));
    }
    InternalRow ofOrder =
        row(
            order.id(),
            order.orderedAt(),
            order.status(),
            order.amount(),
            order.currencyCode(),
            order.homeKey());
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
