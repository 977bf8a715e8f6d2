package io.campaignlake.lake;

import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * One step of the data's way: reads tables, writes tables, from its own progress.
 *
 * <p>Its class is named after it: {@code AttributeOrdersJob} is {@code attribute-orders}
 * everywhere, as command, log field, commit metadata and scheduler task.
 */
public interface Job {
  /** Its one name. */
  default String name() {
    String words = getClass().getSimpleName().replaceFirst("Job$", "");
    return words.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
  }

  /** The tables whose versions it consumes. */
  List<Table> inputs();

  /** What it reads, as shown to people. */
  default List<String> reads() {
    return inputs().stream().map(Table::fullName).toList();
  }

  /** The tables that it writes; the last one's commits carry its progress. */
  List<Table> writes();

  /** The table that it writes last. */
  default Table output() {
    return writes().get(writes().size() - 1);
  }

  /** What one row of its output is. */
  default String grain() {
    return output().grain();
  }

  /**
   * Whether there is nothing to do, told from logs and listings alone: it must not need Spark. When
   * in doubt it answers no.
   */
  default boolean isDone(Settings settings, Configuration hadoop) {
    return NothingNew.isConsumed(this, settings.lakeRoot(), hadoop);
  }

  /**
   * Whether it may wait while a stream has more news than it keeps up with: no other job reads what
   * it writes, and people ask for it once in a while.
   */
  default boolean mayWait() {
    return false;
  }

  /** Does the work that is new since the last run. */
  void run(JobRun run);
}
