package io.campaignlake.silver;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.util.AccumulatorV2;

/**
 * How many parts of documents came to which outcome. Each task's counts stand by themselves: when
 * Spark does a task again, its counts take the place of the first ones.
 */
final class Books extends AccumulatorV2<Books.Outcome, Map<Integer, Map<Books.Outcome, Long>>> {
  private static final long serialVersionUID = 1L;

  static final String LOADED = "loaded";
  static final String IGNORED = "ignored";
  static final String REJECTED = "rejected";

  /**
   * What became of a part of a document.
   *
   * @param source landing folder
   * @param what {@link #LOADED}, {@link #IGNORED} or {@link #REJECTED}
   * @param kind of what is ignored; empty otherwise
   */
  record Outcome(String source, String what, String kind)
      implements java.io.Serializable, Comparable<Outcome> {
    @Override
    public int compareTo(Outcome other) {
      return toString().compareTo(other.toString());
    }
  }

  private final Map<Integer, Map<Outcome, Long>> byTask = new HashMap<>();

  @Override
  public boolean isZero() {
    return byTask.isEmpty();
  }

  @Override
  public Books copy() {
    Books copy = new Books();
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    byTask.clear();
  }

  @Override
  public void add(Outcome outcome) {
    byTask
        .computeIfAbsent(TaskContext.getPartitionId(), task -> new HashMap<>())
        .merge(outcome, 1L, Long::sum);
  }

  @Override
  public void merge(AccumulatorV2<Outcome, Map<Integer, Map<Outcome, Long>>> other) {
    other.value().forEach((task, counts) -> byTask.put(task, new HashMap<>(counts)));
  }

  @Override
  public Map<Integer, Map<Outcome, Long>> value() {
    return byTask;
  }

  /** The counts of all tasks together. */
  Map<Outcome, Long> counts() {
    Map<Outcome, Long> counts = new TreeMap<>();
    byTask
        .values()
        .forEach(
            ofTask -> ofTask.forEach((outcome, count) -> counts.merge(outcome, count, Long::sum)));
    return counts;
  }
}
