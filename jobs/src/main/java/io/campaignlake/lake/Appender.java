package io.campaignlake.lake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds rows to a table, and records progress in the commit. */
final class Appender {
  private final Lake lake;
  private final Table table;

  Appender(Lake lake, Table table) {
    this.lake = lake;
    this.table = table;
  }

  /** A commit even without rows: the inputs moved on, this table had nothing to change. */
  Written append(Dataset<Row> rows, Progress progress) {
    return new Written(new TableCommit(lake, table).append(rows, progress), 0, 0);
  }

  /** A commit without rows, unless there is nothing to record. */
  void recordOnly(Progress progress) {
    if (!progress.consumed().isEmpty() && lake.plan().isEmpty()) {
      new TableCommit(lake, table).recordOnly(progress);
    }
  }
}
