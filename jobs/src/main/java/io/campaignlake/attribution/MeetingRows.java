package io.campaignlake.attribution;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.LongType;

import io.campaignlake.silver.Money;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows that meet in a home: orders, and messages with a click or none. All but the home is
 * packed, into about half the bytes of a row of Spark: each of them is written, compressed, sent,
 * sorted and copied. Nothing is built for a row of the history that no order asks for. Times are
 * microseconds, dates days.
 */
final class MeetingRows {
  static final StructType SCHEMA = new StructType().add("home", LongType).add("packed", BinaryType);

  private static final int HOME = 0;
  private static final int PACKED = 1;

  /** Of an order, in place of the send date. */
  private static final int IS_ORDER = Integer.MIN_VALUE;

  // Where the parts of fixed size stand; the texts follow, the key first.
  private static final int AT = Integer.BYTES;
  private static final int AMOUNT_OR_CLICKED_AT = AT + Long.BYTES;
  private static final int KEY = AMOUNT_OR_CLICKED_AT + Long.BYTES;

  private final PackedBytes packed = new PackedBytes();

  /**
   * @param homeKey null where nothing tells whose order it is
   */
  record Order(
      UTF8String homeKey,
      UTF8String otherKey,
      UTF8String id,
      UTF8String status,
      UTF8String currencyCode,
      Decimal amount,
      long orderedAt) {}

  /**
   * @param order row of {@link MergeRows#ofOrders}
   */
  InternalRow order(InternalRow order) {
    Decimal amount = order.getDecimal(7, Money.TYPE.precision(), Money.TYPE.scale());
    packed.clear();
    packed.putInt(IS_ORDER);
    packed.putLong(order.getLong(6));
    packed.putLong(amount.toUnscaledLong());
    packed.putText(order.getUTF8String(1));
    packed.putText(order.getUTF8String(3));
    packed.putText(order.getUTF8String(4));
    packed.putText(order.getUTF8String(5));
    packed.putText(order.getUTF8String(2));
    return row(order.getLong(HOME));
  }

  /**
   * @param message row of {@link MergeRows#ofTouches} or of {@link Touches#delivered}
   * @param clickId null for a delivery
   */
  InternalRow touch(
      InternalRow message, long home, UTF8String viaKey, UTF8String clickId, long clickedAt) {
    packed.clear();
    packed.putInt(message.getInt(2));
    packed.putLong(MergeRows.delivery(message));
    packed.putLong(clickedAt);
    packed.putText(viaKey);
    packed.putText(MergeRows.messageId(message));
    packed.putText(message.getUTF8String(1));
    packed.putText(clickId);
    return row(home);
  }

  private InternalRow row(long home) {
    return new GenericInternalRow(new Object[] {home, packed.toBytes()});
  }

  static long home(InternalRow row) {
    return row.getLong(HOME);
  }

  /** A copy of what nobody else changes. */
  static PackedBytes packed(InternalRow row) {
    return new PackedBytes(row.getBinary(PACKED));
  }

  static boolean isOrder(PackedBytes row) {
    return row.intAt(0) == IS_ORDER;
  }

  static Order order(PackedBytes row) {
    int id = row.afterText(KEY);
    int status = row.afterText(id);
    int currency = row.afterText(status);
    long amount = row.longAt(AMOUNT_OR_CLICKED_AT);
    return new Order(
        row.textAt(KEY),
        row.textAt(row.afterText(currency)),
        row.textAt(id),
        row.textAt(status),
        row.textAt(currency),
        Decimal.createUnsafe(amount, Money.TYPE.precision(), Money.TYPE.scale()),
        row.longAt(AT));
  }

  /** Adds the delivery of a row, and its click if it has one: the touches point into the row. */
  static void addTouches(PackedBytes row, Map<UTF8String, KeyTouches> byKey) {
    KeyTouches ofKey = byKey.computeIfAbsent(row.textAt(KEY), key -> new KeyTouches());
    int id = row.afterText(KEY);
    int campaign = row.afterText(id);
    long delivery = row.longAt(AT);
    Touch.Message message =
        new Touch.Message(row.textAt(id), row.textAt(campaign), row.intAt(0), delivery);
    ofKey.add(new Touch(message, null, delivery));
    UTF8String clickId = row.textAt(row.afterText(campaign));
    if (clickId != null) {
      ofKey.add(new Touch(message, clickId, row.longAt(AMOUNT_OR_CLICKED_AT)));
    }
  }
}
