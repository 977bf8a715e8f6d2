package io.campaignlake.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Decides the orders of one home after the other: reads the rows of {@link MergeRows} sorted by
 * home, gives one row per order. It holds the touches of one home in memory, never pairs.
 *
 * @param others how many candidates are kept beside a winner
 */
record PersonMerge(Windows windows, int others) implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> sorted) {
    return new DecidedOrders(sorted);
  }

  /** Goes from home to home, and lets go of one before it reads the next. */
  private final class DecidedOrders implements Iterator<Row> {
    private final Iterator<Row> sorted;
    private Row ahead;
    private Iterator<Row> decided = Collections.emptyIterator();

    DecidedOrders(Iterator<Row> sorted) {
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
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return decided.next();
    }

    private Iterator<Row> readHome() {
      long home = MergeRows.home(ahead);
      Map<String, KeyTouches> byKey = new HashMap<>();
      List<Row> orders = new ArrayList<>();
      for (; ahead != null && MergeRows.home(ahead) == home; ahead = next(sorted)) {
        if (MergeRows.isOrder(ahead)) {
          orders.add(MergeRows.order(ahead));
        } else {
          MergeRows.addTouches(ahead, byKey);
        }
      }
      Iterator<Row> each = orders.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public Row next() {
          return decided(each.next(), byKey);
        }
      };
    }

    private static Row next(Iterator<Row> rows) {
      return rows.hasNext() ? rows.next() : null;
    }
  }

  private Row decided(Row order, Map<String, KeyTouches> byKey) {
    KeyTouches none = new KeyTouches();
    KeyTouches ofHome = byKey.getOrDefault(MergeRows.homeKey(order), none);
    KeyTouches ofOther = byKey.getOrDefault(MergeRows.otherKey(order), none);
    Ranking ranking = new Ranking(MergeRows.orderedAt(order), ofHome, ofOther, windows, others);
    Row[] touches = new Row[ranking.best().size()];
    for (int place = 0; place < touches.length; place++) {
      touches[place] = MergeRows.touch(ranking.best().get(place), ranking.verdict(place));
    }
    return RowFactory.create(order, ranking.total(), touches);
  }
}
