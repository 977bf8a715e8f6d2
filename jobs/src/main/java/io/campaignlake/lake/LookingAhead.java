package io.campaignlake.lake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/** Reads sorted rows group by group, and gives the rows that each group comes to. */
abstract class LookingAhead implements Iterator<InternalRow> {
  private final Iterator<InternalRow> sorted;
  private final List<InternalRow> ready = new ArrayList<>(1);
  private int given;
  private InternalRow ahead;

  LookingAhead(Iterator<InternalRow> sorted) {
    this.sorted = sorted;
    step();
  }

  /** The next row that no group has taken; null when there is none. */
  final InternalRow ahead() {
    return ahead;
  }

  final void step() {
    ahead = sorted.hasNext() ? sorted.next() : null;
  }

  /** Takes at least the row ahead, and adds what its group comes to, if anything. */
  abstract void readGroup(List<InternalRow> results);

  @Override
  public final boolean hasNext() {
    while (given == ready.size() && ahead != null) {
      ready.clear();
      given = 0;
      readGroup(ready);
    }
    return given < ready.size();
  }

  @Override
  public final InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.get(given++);
  }
}
