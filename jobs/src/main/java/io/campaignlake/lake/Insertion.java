package io.campaignlake.lake;

import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds rows that a table does not have yet, told by its key: a repeat adds nothing. */
final class Insertion {
  private final Lake lake;
  private final Table table;

  Insertion(Lake lake, Table table) {
    this.lake = lake;
    this.table = table;
  }

  /**
   * @param rows one of each key
   */
  Written write(Dataset<Row> rows, Progress progress) {
    String[] key = table.keyNames().toArray(String[]::new);
    Dataset<Row> arrived = rows.select(table.columns());
    Appender appender = new Appender(lake, table);
    if (lake.isEmpty(table)) {
      return appender.append(arrived, progress);
    }
    try (Persistent kept = new Persistent(arrived)) {
      Dataset<Row> incoming = kept.rows();
      Dataset<Row> all = lake.read(table).where(isOnTheDaysOf(incoming)).selectExpr(key);
      // The few that came too before: the table's keys stay where they are, and are not shuffled.
      Dataset<Row> keys = SmallSide.hinted(incoming.selectExpr(key));
      Dataset<Row> known = all.join(keys, sameKey(all, keys), "left_semi");
      return appender.append(incoming.join(known, sameKey(incoming, known), "left_anti"), progress);
    }
  }

  private Column sameKey(Dataset<Row> one, Dataset<Row> other) {
    return table.keyNames().stream()
        .map(name -> one.col(name).equalTo(other.col(name)))
        .reduce(Column::and)
        .orElseThrow();
  }

  /** A repeat lies on the day of its first. */
  private Column isOnTheDaysOf(Dataset<Row> incoming) {
    Field day = table.day();
    return day == null ? lit(true) : Span.of(incoming, day.col()).holds(day.col());
  }
}
