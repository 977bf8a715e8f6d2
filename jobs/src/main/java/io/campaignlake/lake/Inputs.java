package io.campaignlake.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The inputs of a job, pinned at one version each, and what changed in them since the versions that
 * the job consumed last.
 */
public final class Inputs {
  private final Lake lake;
  private final Job job;
  private final String runId;
  private final Days days;
  private final ZoneId zone;
  private final Map<String, Long> pinned = new TreeMap<>();
  private final Map<String, Long> consumed;
  private final Map<Table, Dataset<Row>> feeds = new HashMap<>();

  private Inputs(JobRun run, Job job, Map<String, Long> consumed) {
    this.lake = run.lake();
    this.job = job;
    this.runId = run.runId();
    this.days = run.days();
    this.zone = run.policy().zone();
    this.consumed = consumed;
  }

  /**
   * @param forget true to compute everything anew, whatever was consumed
   */
  static Inputs of(JobRun run, Job job, boolean forget) {
    Lake lake = run.lake();
    Map<String, Long> consumed = Map.of();
    if (!forget) {
      long version = lake.version(job.output());
      Optional<Progress> last = Progress.last(lake.log(job.output()), version, job.name());
      consumed = last.map(Progress::consumed).orElse(consumed);
    }
    Inputs result = new Inputs(run, job, consumed);
    for (Table input : job.inputs()) {
      result.pinned.put(input.fullName(), lake.version(input));
    }
    return result;
  }

  /** Whether everything is to be computed: nothing was yet, or a change feed is gone. */
  public boolean isFirst() {
    return !job.inputs().stream().allMatch(this::hasFeed);
  }

  private boolean hasFeed(Table input) {
    Long after = consumed.get(input.fullName());
    return after != null && after <= to(input) && feedStartsAfter(input, after);
  }

  /** The inputs whose changes since the consumed version can no longer be told. */
  List<Table> feedsGone() {
    return job.inputs().stream()
        .filter(input -> consumed.containsKey(input.fullName()) && !hasFeed(input))
        .toList();
  }

  private boolean feedStartsAfter(Table input, long after) {
    return after == to(input) || lake.log(input).has(after + 1);
  }

  /** Whether no input has a version that the job has not consumed. */
  public boolean unchanged() {
    return days == null && lake.plan().isEmpty() && pinned.equals(consumed);
  }

  public boolean changed(Table input) {
    return !consumed.getOrDefault(input.fullName(), -1L).equals(to(input));
  }

  /**
   * Whether rows were only added, so that what was made of the others before still holds of them.
   */
  public boolean onlyGrew(Table input) {
    if (days != null || lake.plan().isPresent() || !hasFeed(input)) {
      return false;
    }
    return newVersions(input).allMatch(lake.log(input)::onlyAdds);
  }

  private LongStream newVersions(Table input) {
    return LongStream.rangeClosed(consumed.get(input.fullName()) + 1, to(input));
  }

  private long to(Table input) {
    return pinned.get(input.fullName());
  }

  public Dataset<Row> read(Table input) {
    return lake.read(input, to(input));
  }

  /**
   * Both images of every row that changed since the consumed version: none when nothing did, all
   * rows as inserts when there is no such version. When days are chosen, their rows count as
   * changed.
   */
  public Dataset<Row> changes(Table input) {
    Dataset<Row> feed = feeds.computeIfAbsent(input, this::feed);
    Dataset<Row> planned = lake.plan().map(plan -> plan.images(input, feed)).orElse(feed);
    return days == null || input.day() == null
        ? planned
        : planned.unionByName(chosen(input).withColumn(Lake.CHANGE_TYPE, lit(Lake.CHOSEN)), true);
  }

  /**
   * What changed about some columns of an input: the images that differ in them. A late read
   * receipt changes a message, but not who was reached by it.
   */
  public Dataset<Row> changesOf(Table input, Column... columns) {
    return moreOf(input, columns).drop(Sums.TIMES);
  }

  /** The same, each with how many {@link Sums#TIMES} it counts more than before. */
  public Dataset<Row> moreOf(Table input, Column... columns) {
    List<Column> images = new ArrayList<>(List.of(columns));
    images.add(col(Lake.CHANGE_TYPE));
    return Sums.changed(changes(input).select(images.toArray(Column[]::new)));
  }

  /**
   * The rows of some keys as they are: from the change feed alone, where it names them all.
   *
   * @param keys distinct, under the names of the input's key
   */
  public Dataset<Row> current(Table input, Dataset<Row> keys) {
    if (!SmallSide.isPlannedBySize(keys) || !isFeedOfOneVersion(input)) {
      return among(read(input), keys);
    }
    Dataset<Row> changes = changes(input);
    Dataset<Row> fed = changes.where(col(Lake.CHANGE_TYPE).isin("insert", "update_postimage"));
    Dataset<Row> known = among(fed.select(input.columns()), keys);
    Dataset<Row> named = changes.select(keyOf(input)).distinct();
    Dataset<Row> others = SmallSide.counted(keys.join(named, keys.columns(), "left_anti"));
    return others.isEmpty()
        ? known
        : known.union(among(read(input).select(input.columns()), others));
  }

  /** Of one version: of more, the feed has several images of a row as it was in between. */
  private boolean isFeedOfOneVersion(Table input) {
    boolean isFeedAlone = days == null && lake.plan().isEmpty();
    return isFeedAlone && hasFeed(input) && to(input) - consumed.get(input.fullName()) == 1;
  }

  /**
   * The rows of some keys.
   *
   * @param keys under the names of the rows' columns
   */
  public static Dataset<Row> among(Dataset<Row> rows, Dataset<Row> keys) {
    return rows.join(keys, keys.columns(), "left_semi");
  }

  /**
   * The rows of which one column or another names an id, in one look.
   *
   * @param ones distinct ids, for the first column; one column
   * @param others the same for the second
   */
  public static Dataset<Row> amongEither(
      Dataset<Row> rows, Field one, Dataset<Row> ones, Field other, Dataset<Row> others) {
    Column isOne = col("_one").isNotNull();
    Column isOther = col("_other").isNotNull();
    return rows.join(ones.toDF("_one"), one.col().equalTo(col("_one")), "left")
        .join(others.toDF("_other"), other.col().equalTo(col("_other")), "left")
        .where(isOne.or(isOther))
        .drop("_one", "_other");
  }

  private static Column[] keyOf(Table input) {
    return input.key().stream().map(Field::col).toArray(Column[]::new);
  }

  /** Whether days were chosen: then a table's rows may stand elsewhere than the feed says. */
  public boolean isOfChosenDays() {
    return days != null;
  }

  /** The rows of one of the job's own tables that lie on the chosen days: none without a choice. */
  public Dataset<Row> chosen(Table table) {
    Dataset<Row> rows = lake.read(table);
    return days == null ? rows.limit(0) : rows.where(days.contain(table, zone));
  }

  private Dataset<Row> feed(Table input) {
    Long after = consumed.get(input.fullName());
    // Where one feed is gone all is computed, and what the others bring would not be all.
    if (isFirst()) {
      return read(input).withColumn(Lake.CHANGE_TYPE, lit("insert"));
    }
    if (after == to(input)) {
      return read(input).limit(0).withColumn(Lake.CHANGE_TYPE, lit("insert"));
    }
    return lake.feeds().of(input, after, to(input));
  }

  /** Bytes that the inputs' feeds bring, in the form of the tables. */
  long newBytes() {
    long bytes = 0;
    for (Table input : job.inputs()) {
      bytes += newVersions(input).map(lake.log(input)::feedBytes).sum();
    }
    return bytes;
  }

  Progress progress() {
    return new Progress(job.name(), runId, pinned);
  }

  Map<String, Long> versions() {
    return pinned;
  }
}
