package io.campaignlake.lake;

import java.util.List;
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

  Written append(Dataset<Row> rows, Progress progress) {
    long before = lake.version(table);
    rows.write()
        .format("delta")
        .mode("append")
        .option("userMetadata", progress.toJson())
        .save(lake.path(table));
    long after = lake.version(table);
    if (after == before) {
      recordOnly(progress);
      return Written.NOTHING;
    }
    return new Written(lake.log(table).outputRows(after), 0, 0);
  }

  /** A commit without rows: the inputs moved on, this table had nothing to change. */
  void recordOnly(Progress progress) {
    if (progress.consumed().isEmpty() || lake.plan().isPresent()) {
      return;
    }
    lake.spark()
        .createDataFrame(List.of(), table.schema())
        .write()
        .format("delta")
        .mode("append")
        .option("userMetadata", progress.toJson())
        // Delta leaves out commits that say nothing; a transaction's number says something.
        .option("txnAppId", "progress-" + progress.runId() + "-" + progress.job())
        .option("txnVersion", 1)
        .save(lake.path(table));
  }
}
