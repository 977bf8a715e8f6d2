package io.campaignlake.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Decides the orders of one home after the other: reads the rows of {@link MergeRows} sorted by
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
      long home = MergeRows.home(ahead);
      Map<UTF8String, KeyTouches> byKey = new HashMap<>();
      List<InternalRow> orders = new ArrayList<>();
      for (; ahead != null && MergeRows.home(ahead) == home; ahead = next(sorted)) {
        // Spark gives the same row again with the next one's content.
        InternalRow row = ahead.copy();
        if (MergeRows.isOrder(row)) {
          orders.add(row);
        } else {
          MergeRows.addTouches(row, byKey);
        }
      }
      Iterator<InternalRow> each = orders.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public InternalRow next() {
          return decided(each.next(), byKey);
        }
      };
    }

    private static InternalRow next(Iterator<InternalRow> rows) {
      return rows.hasNext() ? rows.next() : null;
    }
  }

  private InternalRow decided(InternalRow order, Map<UTF8String, KeyTouches> byKey) {
    KeyTouches none = new KeyTouches();
    KeyTouches ofHome = byKey.getOrDefault(MergeRows.homeKey(order), none);
    KeyTouches ofOther = byKey.getOrDefault(MergeRows.otherKey(order), none);
    long orderedAt = MergeRows.orderedAt(order);
    return MergeRows.decided(order, new Ranking(orderedAt, ofHome, ofOther, windows, others));
  }
}
