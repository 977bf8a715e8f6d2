package io.campaignlake.attribution;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Keys and times of orders, packed: of two keys the first as text, for it may be the home's. */
final class OrderKeys {
  private static final UTF8String NO_TEXT = UTF8String.fromString("");

  /** With a phone of 13 digits and a customer. */
  private static final int BYTES_AN_ORDER = 44;

  private OrderKeys() {}

  /** What is done with each order. */
  interface Reader {
    /**
     * @param homeKey empty where the order has no other key
     */
    void read(long orderedAt, long home, long other, UTF8String homeKey);
  }

  /** Packs a row of {@link Homes#keys}. */
  static void pack(InternalRow order, PackedBytes to) {
    if (order.isNullAt(0)) {
      return;
    }
    UTF8String homeKey = order.getUTF8String(0);
    boolean isAlone = order.isNullAt(1);
    to.putLong(order.getLong(2));
    to.putLong(HashSlots.hash(homeKey));
    to.putLong(isAlone ? 0 : HashSlots.hash(order.getUTF8String(1)));
    to.putText(isAlone ? NO_TEXT : homeKey);
  }

  /** About how many orders there are. */
  static int about(List<byte[]> packed) {
    return packed.stream().mapToInt(bytes -> bytes.length / BYTES_AN_ORDER).sum();
  }

  /**
   * @param packed by {@link #pack}
   */
  static void each(List<byte[]> packed, Reader reader) {
    for (byte[] bytes : packed) {
      PackedBytes orders = new PackedBytes(bytes);
      int place = 0;
      while (place < orders.size()) {
        int key = place + 3 * Long.BYTES;
        reader.read(
            orders.longAt(place),
            orders.longAt(place + Long.BYTES),
            orders.longAt(place + 2 * Long.BYTES),
            orders.textAt(key));
        place = orders.afterText(key);
      }
    }
  }
}
