package io.campaignlake.lake;

import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** One run of one job: what it may use, and what it reports of itself. */
public final class JobRun {
  /** What kind of run it is. */
  public enum Mode {
    /** Works from the recorded progress. */
    INCREMENT,
    /** The same, and accepts documents that were rejected, now or before. */
    ACCEPT_REJECTED,
    /** Computes everything anew. */
    REBUILD
  }

  /** The count of inputs whose change feed is gone, so that the job computes everything anew. */
  static final String FEEDS_GONE = "change_feeds_gone";

  /** Begins the count of a table's keys whose rows were computed anew and compared. */
  static final String DIRTY = "dirty:";

  private final Lake lake;
  private final Settings settings;
  private final Instant now;
  private final String runId;
  private final Job job;
  private final Mode mode;
  private final Days days;
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Long> inputVersions = new TreeMap<>();
  private final Observed remarkable = new Observed();
  private final Observed arrivalsOfRows = new Observed();
  private Written written = Written.NOTHING;
  private Arrivals arrivals = Arrivals.NONE;

  /**
   * @param days to be computed anew beside what changed; null for none
   */
  JobRun(Lake lake, Settings settings, Instant now, String runId, Job job, Mode mode, Days days) {
    this.lake = lake;
    this.days = days;
    this.settings = settings;
    this.now = now;
    this.runId = runId;
    this.job = job;
    this.mode = mode;
  }

  /** Whether the user said that documents rejected in this run are accepted. */
  boolean acceptsRejected() {
    return mode == Mode.ACCEPT_REJECTED;
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

  Days days() {
    return days;
  }

  public Instant now() {
    return now;
  }

  public String runId() {
    return runId;
  }

  public String job() {
    return job.name();
  }

  /** Pins the job's inputs at their versions now. */
  public Inputs inputs() {
    Inputs pinned = Inputs.of(this, job, mode == Mode.REBUILD);
    inputVersions.putAll(pinned.versions());
    if (!pinned.feedsGone().isEmpty()) {
      count(FEEDS_GONE, pinned.feedsGone().size());
    }
    // Chosen days may be all of the history, whatever the feeds bring.
    if (days == null && !pinned.isFirst() && !pinned.unchanged()) {
      int cores = lake.spark().sparkContext().defaultParallelism();
      DataSize.fitToNews(lake.spark().conf(), pinned.newBytes(), cores);
    }
    return pinned;
  }

  /**
   * Replaces the rows of the dirty keys (null: all rows) and records that the inputs are consumed.
   *
   * @param consumed null for the tables that a job writes before its last
   */
  public Written replace(Table table, Dataset<Row> dirty, Dataset<Row> rows, Inputs consumed) {
    return exchange(table, new Replacement(lake, table).by(dirty, rows), consumed);
  }

  /**
   * The same with new rows that follow from the old ones.
   *
   * @param fold makes of the stored rows of the dirty keys the new ones
   */
  public Written replace(
      Table table, Dataset<Row> dirty, UnaryOperator<Dataset<Row>> fold, Inputs consumed) {
    return exchange(table, new Replacement(lake, table).by(dirty, fold), consumed);
  }

  /**
   * The same with old rows that the job looks for itself.
   *
   * @param exchange made of the table's rows as they are stored
   */
  public Written exchange(Table table, Function<Dataset<Row>, Exchange> exchange, Inputs consumed) {
    Map<String, Column> dirty = Map.of(DIRTY + table.fullName(), lit(true));
    Replacement replacement = new Replacement(lake, table);
    return counted(replacement.write(exchange, progress(consumed), rows -> counting(rows, dirty)));
  }

  /**
   * Appends rows once: a transaction and number that the table has seen add nothing.
   *
   * @return rows written, or -1 when the transaction had been committed before
   */
  public long appendOnce(Table table, Dataset<Row> rows, String transaction, long number) {
    Progress progress = Progress.none(job.name(), runId);
    long added = new TableCommit(lake, table).appendOnce(rows, progress, transaction, number);
    counted(new Written(Math.max(0, added), 0, 0));
    return added;
  }

  /** Appends rows to a log that is none of the job's results, and is not counted as such. */
  public void append(Table log, Dataset<Row> rows) {
    new Appender(lake, log).append(rows, Progress.none(job.name(), runId));
  }

  /**
   * Adds the rows whose keys the table does not have yet.
   *
   * @param rows one of each key; nothing is observed of them; a first load is stored in the order
   *     in which they come
   * @param consumed null for the tables that a job writes before its last
   */
  public Written insertNew(Table table, Dataset<Row> rows, Inputs consumed) {
    if (mode == Mode.REBUILD) {
      return replace(table, null, rows, consumed);
    }
    return counted(new Insertion(lake, table).write(rows, progress(consumed)));
  }

  /**
   * Adds versions or copies of rows to those that the table holds of the same keys, and keeps what
   * the fold makes of both.
   *
   * @param incoming nothing is observed of them, but of what the fold makes
   * @param fold commutative and idempotent: one row per key
   */
  public Written foldIn(
      Table table, Dataset<Row> incoming, UnaryOperator<Dataset<Row>> fold, Inputs consumed) {
    String[] key = table.keyNames().toArray(String[]::new);
    Dataset<Row> all = incoming.select(table.columns());
    if (mode == Mode.REBUILD || lake.isEmpty(table)) {
      return replace(table, null, fold.apply(all), consumed);
    }
    try (Persistent kept = new Persistent(all)) {
      Dataset<Row> arrived = kept.rows();
      Dataset<Row> keys = SmallSide.counted(arrived.selectExpr(key).distinct());
      return replace(table, keys, old -> fold.apply(old.unionByName(arrived)), consumed);
    }
  }

  private Progress progress(Inputs consumed) {
    return consumed == null ? Progress.none(job.name(), runId) : consumed.progress();
  }

  private Written counted(Written more) {
    written = written.plus(more);
    return more;
  }

  /** Adds to a named count of this run: documents by outcome, findings about the data's quality. */
  public void count(String name, long amount) {
    counts.merge(name, amount, Long::sum);
  }

  /**
   * Counts, of the rows that a dataset comes to, those that are remarkable; it costs no pass of its
   * own.
   *
   * @param findings name of a count → condition over the rows
   */
  public Dataset<Row> counting(Dataset<Row> rows, Map<String, Column> findings) {
    Column[] counted =
        findings.entrySet().stream()
            .map(finding -> count_if(finding.getValue()).as(finding.getKey()))
            .toArray(Column[]::new);
    return remarkable.on(rows, counted);
  }

  /** Notes files that came: when the first of them arrived, and how many they are. */
  public void arrived(long files, Instant oldest) {
    arrivals = arrivals.plus(new Arrivals(files, oldest));
  }

  /**
   * Notes when the rows arrived that a dataset comes to; it costs no pass of its own.
   *
   * @param arrivedAt time of a row's arrival
   */
  public Dataset<Row> arriving(Dataset<Row> rows, Column arrivedAt) {
    return arrivalsOfRows.on(
        rows, functions.count(lit(1)).as("number"), min(arrivedAt).as("oldest"));
  }

  Arrivals arrivals() {
    for (Row found : arrivalsOfRows.taken()) {
      Timestamp oldest = found.getAs("oldest");
      if (oldest != null) {
        arrived(found.<Long>getAs("number"), oldest.toInstant());
      }
    }
    return arrivals;
  }

  /**
   * Fails when a law across tables does not hold, so that the tables are put back.
   *
   * @param breaches rows (law, detail), one per breach
   */
  public void require(Dataset<Row> breaches) {
    List<String> found =
        breaches.limit(5).collectAsList().stream()
            .map(breach -> breach.getString(0) + ": " + breach.getString(1))
            .toList();
    if (!found.isEmpty()) {
      throw LakeException.brokenLaw(job(), String.join("; ", found), null);
    }
  }

  /** The counts of this run; what was to be observed and never came to run counts nothing. */
  Map<String, Long> counts() {
    for (Row found : remarkable.taken()) {
      for (String name : found.schema().fieldNames()) {
        count(name, found.<Long>getAs(name));
      }
    }
    return counts;
  }

  Map<String, Long> inputVersions() {
    return inputVersions;
  }

  Written written() {
    return written;
  }
}
