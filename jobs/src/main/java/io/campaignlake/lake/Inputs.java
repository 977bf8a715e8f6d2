package io.campaignlake.lake;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
  private final Map<String, Long> pinned = new TreeMap<>();
  private final Map<String, Long> consumed;

  private Inputs(Lake lake, Job job, String runId, Map<String, Long> consumed) {
    this.lake = lake;
    this.job = job;
    this.runId = runId;
    this.consumed = consumed;
  }

  /**
   * @param forget true to compute everything anew, whatever was consumed
   */
  static Inputs of(Lake lake, Job job, String runId, boolean forget) {
    Map<String, Long> consumed = Map.of();
    if (!forget) {
      long version = lake.version(job.output());
      Optional<Progress> last = Progress.last(lake.log(job.output()), version, job.name());
      consumed = last.map(Progress::consumed).orElse(consumed);
    }
    Inputs result = new Inputs(lake, job, runId, consumed);
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

  private boolean feedStartsAfter(Table input, long after) {
    return after == to(input) || lake.log(input).has(after + 1);
  }

  /** Whether no input has a version that the job has not consumed. */
  public boolean unchanged() {
    return pinned.equals(consumed);
  }

  public boolean changed(Table input) {
    return !consumed.getOrDefault(input.fullName(), -1L).equals(to(input));
  }

  private long to(Table input) {
    return pinned.get(input.fullName());
  }

  public Dataset<Row> read(Table input) {
    return lake.read(input, to(input));
  }

  /**
   * Both images of every row that changed since the consumed version: none when nothing did, all
   * rows as inserts when there is no such version.
   */
  public Dataset<Row> changes(Table input) {
    Long after = consumed.get(input.fullName());
    if (!hasFeed(input)) {
      return read(input).withColumn(Lake.CHANGE_TYPE, org.apache.spark.sql.functions.lit("insert"));
    }
    if (after == to(input)) {
      return read(input)
          .limit(0)
          .withColumn(Lake.CHANGE_TYPE, org.apache.spark.sql.functions.lit("insert"));
    }
    return lake.changes(input, after, to(input));
  }

  Progress progress() {
    return new Progress(job.name(), runId, pinned);
  }

  Map<String, Long> versions() {
    return pinned;
  }
}
