package io.campaignlake.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Decides the orders of one home after the other: reads the rows of {@link MeetingRows} sorted by
 * home, gives one row per order. It holds the touches of one home in memory, never pairs.
 *
 * @param others how many candidates are kept beside a winner
 */
record PersonMerge(Windows windows, int others)
    implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> sorted) {
    return new DecidedOrders(sorted);
  }

  /** Goes from home to home, and lets go of one before it reads the next. */
  private final class DecidedOrders implements Iterator<InternalRow> {
    private final Iterator<InternalRow> sorted;
    private InternalRow ahead;
    private Iterator<InternalRow> decided = Collections.emptyIterator();

    DecidedOrders(Iterator<InternalRow> sorted) {
      this.sorted = sorted;
      this.ahead = next(sorted);
    }

    @Override
    public boolean hasNext() {
      while (!decided.hasNext() && ahead != null) {
        decided = readHome();
      }
      return decided.hasNext();
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return decided.next();
    }

    private Iterator<InternalRow> readHome() {
      long home = MeetingRows.home(ahead);
      Map<UTF8String, KeyTouches> byKey = new HashMap<>();
      List<MeetingRows.Order> orders = new ArrayList<>();
      for (; ahead != null && MeetingRows.home(ahead) == home; ahead = next(sorted)) {
        PackedBytes row = MeetingRows.packed(ahead);
        if (MeetingRows.isOrder(row)) {
          orders.add(MeetingRows.order(row));
        } else {
          MeetingRows.addTouches(row, byKey);
        }
      }
      boolean isShared = isShared(orders);
      Iterator<MeetingRows.Order> each = orders.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public InternalRow next() {
          return decided(each.next(), byKey, isShared);
        }
      };
    }

    private static InternalRow next(Iterator<InternalRow> rows) {
      return rows.hasNext() ? rows.next() : null;
    }
  }

  /** Whether the keys of several homes have the same hash. */
  private static boolean isShared(List<MeetingRows.Order> orders) {
    UTF8String key = orders.isEmpty() ? null : orders.get(0).homeKey();
    return orders.stream().anyMatch(order -> !Objects.equals(order.homeKey(), key));
  }

  private InternalRow decided(
      MeetingRows.Order order, Map<UTF8String, KeyTouches> byKey, boolean isShared) {
    KeyTouches none = new KeyTouches();
    KeyTouches ofHome = byKey.getOrDefault(order.homeKey(), none);
    KeyTouches ofOther = byKey.getOrDefault(order.otherKey(), none);
    // A message with the key of one home came by its other key too, for the sake of the next home.
    KeyTouches rest = isShared ? ofOther.without(ofHome) : ofOther;
    return MergeRows.decided(order, new Ranking(order.orderedAt(), ofHome, rest, windows, others));
  }
}
