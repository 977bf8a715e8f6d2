package io.campaignlake.lake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** One run of one job: what it may use, and what it reports of itself. */
public final class JobRun {
  private final Lake lake;
  private final Settings settings;
  private final Instant now;
  private final String runId;
  private final String job;
  private final boolean acceptsRejected;
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Long> inputVersions = new TreeMap<>();
  private Written written = Written.NOTHING;

  public JobRun(Lake lake, Settings settings, Instant now, String runId, String job, boolean acceptsRejected) {
    this.lake = lake;
    this.settings = settings;
    this.now = now;
    this.runId = runId;
    this.job = job;
    this.acceptsRejected = acceptsRejected;
  }

  /** Whether the user said that documents rejected in this run are accepted. */
  boolean acceptsRejected() {
    return acceptsRejected;
  }

  public Lake lake() {
    return lake;
  }

  public Settings settings() {
    return settings;
  }

  public Policy policy() {
    return settings.policy();
  }

  public Instant now() {
    return now;
  }

  public String runId() {
    return runId;
  }

  public String job() {
    return job;
  }

  /**
   * Pins the inputs.
   *
   * @param output the table that the job writes last; its commits carry the progress
   */
  public Inputs inputs(Table output, Table... inputs) {
    Inputs pinned = Inputs.of(lake, job, runId, output, List.of(inputs));
    inputVersions.putAll(pinned.versions());
    return pinned;
  }

  /**
   * Replaces the rows of the dirty keys (null: all rows) and records that the inputs are consumed.
   *
   * @param consumed null for the tables that a job writes before its last
   */
  public Written replace(Table table, Dataset<Row> dirty, Dataset<Row> rows, Inputs consumed) {
    Progress progress = consumed == null ? Progress.none(job, runId) : consumed.progress();
    return counted(new Replacement(lake, table).write(dirty, rows, progress));
  }

  /**
   * Appends rows once: a transaction and number that the table has seen add nothing.
   *
   * @return rows written, or -1 when the transaction had been committed before
   */
  public long append(Table table, Dataset<Row> rows, String transaction, long number) {
    long before = lake.version(table);
    rows.select(table.columns())
        .write()
        .format("delta")
        .mode("append")
        .option("txnAppId", transaction)
        .option("txnVersion", number)
        .option("userMetadata", Progress.none(job, runId).toJson())
        .save(lake.path(table));
    long after = lake.version(table);
    if (after == before) {
      return -1;
    }
    long rowsWritten = lake.log(table).outputRows(after);
    written = written.plus(new Written(rowsWritten, 0, 0));
    return rowsWritten;
  }

  /**
   * Adds the rows whose keys the table does not have yet; of rows that share a key, one.
   *
   * @param consumed null for the tables that a job writes before its last
   */
  public Written insertNew(Table table, Dataset<Row> rows, Inputs consumed) {
    Progress progress = consumed == null ? Progress.none(job, runId) : consumed.progress();
    return counted(new Insertion(lake, table).write(rows, progress));
  }

  /**
   * Adds versions or copies of rows to those that the table holds of the same keys, and keeps what
   * the fold makes of both.
   *
   * @param fold commutative and idempotent: one row per key
   */
  public Written foldIn(Table table, Dataset<Row> incoming, UnaryOperator<Dataset<Row>> fold, Inputs consumed) {
    String[] key = table.keyNames().toArray(String[]::new);
    Dataset<Row> arrived = incoming.select(table.columns()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> keys = arrived.selectExpr(key).distinct();
      if (lake.isEmpty(table)) {
        return replace(table, null, fold.apply(arrived), consumed);
      }
      Dataset<Row> held = lake.read(table);
      Column sameKey = table.key().stream().map(f -> held.col(f.name()).equalTo(keys.col(f.name()))).reduce(Column::and).orElseThrow();
      Dataset<Row> both = held.join(keys, sameKey, "left_semi").unionByName(arrived);
      return replace(table, keys, fold.apply(both), consumed);
    } finally {
      arrived.unpersist();
    }
  }

  /** Records that the inputs are consumed, where there was nothing to write. */
  public void consumed(Table table, Inputs consumed) {
    new Appender(lake, table).recordOnly(consumed.progress());
  }

  private Written counted(Written more) {
    written = written.plus(more);
    return more;
  }

  /** Adds to a named count of this run: documents by outcome, findings about the data's quality. */
  public void count(String name, long amount) {
    counts.merge(name, amount, Long::sum);
  }

  Map<String, Long> counts() {
    return counts;
  }

  Map<String, Long> inputVersions() {
    return inputVersions;
  }

  Written written() {
    return written;
  }
}
