package io.campaignlake.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.delta.tables.DeltaTable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Puts newly computed rows in the place of a table's old ones, for a set of keys or for all, and
 * writes only what differs: who follows the table's change feed sees real changes alone.
 */
final class Replacement {
  private static final String OPERATION = "_operation";
  private static final String OLD = Plan.OLD;
  private static final String NEW = Plan.NEW;

  private final Lake lake;
  private final Table table;

  Replacement(Lake lake, Table table) {
    this.lake = lake;
    this.table = table;
  }

  /**
   * @param dirty keys (some of the table's columns) whose rows are replaced, also by nothing; null
   *     for all rows
   * @param rows the new rows of exactly those keys
   * @param progress recorded in the commit, also when no row differs
   */
  Written write(Dataset<Row> dirty, Dataset<Row> rows, Progress progress) {
    return write(dirty, rows, progress, UnaryOperator.identity());
  }

  /**
   * @param watching adds observations to the rows that change
   */
  Written write(
      Dataset<Row> dirty,
      Dataset<Row> rows,
      Progress progress,
      UnaryOperator<Dataset<Row>> watching) {
    Dataset<Row> conformed = rows.select(table.columns());
    if (lake.plan().isEmpty() && lake.isEmpty(table)) {
      return new Appender(lake, table).append(conformed, progress);
    }
    Dataset<Row> differences =
        watching.apply(differences(old(dirty), conformed)).persist(StorageLevel.MEMORY_AND_DISK());
    if (lake.plan().isPresent()) {
      // Later jobs build on these rows: the way they came must not be planned again each time.
      Dataset<Row> planned = differences.localCheckpoint();
      Written written = counted(planned);
      lake.plan().get().add(table, planned, written);
      return written;
    }
    try {
      Written written = counted(differences);
      if (written.changes() == 0) {
        new Appender(lake, table).recordOnly(progress);
      } else if (written.changes() == written.inserted()) {
        new Appender(lake, table).append(differences.select(NEW + ".*"), progress);
      } else {
        merge(differences, progress);
      }
      return written;
    } finally {
      differences.unpersist();
    }
  }

  private Dataset<Row> old(Dataset<Row> dirty) {
    Dataset<Row> all = lake.read(table);
    if (dirty == null) {
      return all;
    }
    // A dirty key may be null in some column: a null-safe equality finds its rows too.
    Column same = lit(true);
    for (String name : dirty.columns()) {
      same = same.and(all.col(name).eqNullSafe(dirty.col(name)));
    }
    return all.join(dirty, same, "left_semi");
  }

  private Dataset<Row> differences(Dataset<Row> old, Dataset<Row> rows) {
    Dataset<Row> before = old.select(struct(table.columns()).as(OLD));
    Dataset<Row> after = rows.select(struct(table.columns()).as(NEW));
    Column sameKey = lit(true);
    for (Field field : table.key()) {
      sameKey = sameKey.and(field.of(OLD).equalTo(field.of(NEW)));
    }
    Column equal = lit(true);
    for (Field field : table.businessFields()) {
      equal = equal.and(field.of(OLD).eqNullSafe(field.of(NEW)));
    }
    Column operation =
        when(col(OLD).isNull(), "insert")
            .when(col(NEW).isNull(), "delete")
            .when(equal, null)
            .otherwise("update");
    return before
        .join(after, sameKey, "full_outer")
        .withColumn(OPERATION, operation)
        .where(col(OPERATION).isNotNull());
  }

  private static Written counted(Dataset<Row> differences) {
    Map<String, Long> counts = new HashMap<>();
    for (Row row : differences.groupBy(OPERATION).agg(count(lit(1))).collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    return new Written(
        counts.getOrDefault("insert", 0L),
        counts.getOrDefault("update", 0L),
        counts.getOrDefault("delete", 0L));
  }

  private void merge(Dataset<Row> differences, Progress progress) {
    Column sameKey = lit(true);
    Map<String, Column> assignments = new HashMap<>();
    for (Field field : table.key()) {
      Column key = coalesce(field.of("d." + NEW), field.of("d." + OLD));
      sameKey = sameKey.and(field.of("t").equalTo(key));
    }
    for (Field field : table.fields()) {
      assignments.put(field.name(), field.of("d." + NEW));
    }
    Column condition = sameKey;
    CommitInfo.with(
        lake.spark(),
        progress,
        () ->
            DeltaTable.forPath(lake.spark(), lake.path(table))
                .as("t")
                .merge(SmallSide.hinted(differences).as("d"), condition)
                .whenMatched(col("d." + OPERATION).equalTo("delete"))
                .delete()
                .whenMatched(col("d." + OPERATION).equalTo("update"))
                .update(assignments)
                .whenNotMatched(col("d." + OPERATION).equalTo("insert"))
                .insert(assignments)
                .execute());
  }
}
