package io.campaignlake.lake;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.Path;
import scala.Console;

/**
 * Compaction of small files, and removal of files that no version within the kept time needs. No
 * version is removed that a job has yet to consume.
 */
public final class TableCare {
  private static final String CHECK = "spark.databricks.delta.retentionDurationCheck.enabled";
  private static final String LOGGED = "spark.databricks.delta.vacuum.logging.enabled";
  private static final String MAX = "spark.databricks.delta.optimize.maxFileSize";
  private static final String MIN = "spark.databricks.delta.optimize.minFileSize";
  private static final long FILE_BYTES = 128L << 20;

  private final Lake lake;
  private final List<Job> jobs;
  private final Configuration hadoop;

  /**
   * @param files data files of the latest version
   * @param bytes bytes of all files in the table's folder, older versions included
   */
  public record State(long files, long bytes) {}

  /**
   * @param heldFor the job for whose sake older versions stay; null when none is behind
   */
  public record Result(Table table, State before, State after, String heldFor) {}

  /**
   * @param jobs all jobs: what they have yet to consume is kept
   */
  public TableCare(Lake lake, List<Job> jobs) {
    this.lake = lake;
    this.jobs = jobs;
    this.hadoop = lake.spark().sessionState().newHadoopConf();
  }

  /**
   * @param keep how far back time travel must work
   * @param now real time, as files have it
   */
  public Result care(Table table, Duration keep, Instant now) {
    State before = state(table);
    DeltaTable delta = DeltaTable.forPath(lake.spark(), lake.path(table));
    lake.spark().conf().set(MAX, FILE_BYTES);
    lake.spark().conf().set(MIN, FILE_BYTES);
    if (before.files() > 1) {
      delta.optimize().executeCompaction();
    }
    Optional<Consumer> behind = slowest(table);
    Duration kept =
        behind
            .map(consumer -> Duration.between(consumer.needsFrom(), now).plusHours(1))
            .filter(needed -> needed.compareTo(keep) > 0)
            .orElse(keep);
    // The period is the user's to choose; the lake's lock keeps writers away.
    lake.spark().conf().set(CHECK, false);
    // Two commits without data, which every job that reads the table would take for news.
    lake.spark().conf().set(LOGGED, false);
    try {
      // Delta tells of each table on standard output, where the result goes.
      Console.withOut(
          OutputStream.nullOutputStream(), () -> delta.vacuum(kept.toSeconds() / 3600.0));
    } finally {
      lake.spark().conf().unset(CHECK);
      lake.spark().conf().unset(LOGGED);
    }
    String heldFor = kept.equals(keep) ? null : behind.map(Consumer::job).orElse(null);
    return new Result(table, before, state(table), heldFor);
  }

  private record Consumer(String job, Instant needsFrom) {}

  /** The job that has the oldest version of the table yet to consume. */
  private Optional<Consumer> slowest(Table table) {
    CommitLog log = lake.log(table);
    long latest = log.latestVersion().orElse(-1);
    Consumer slowest = null;
    for (Job job : jobs) {
      if (!job.inputs().contains(table)) {
        continue;
      }
      long consumed = consumed(job, table);
      Optional<Instant> from = consumed < latest ? log.writtenAt(consumed + 1) : Optional.empty();
      if (from.isPresent() && (slowest == null || from.get().isBefore(slowest.needsFrom()))) {
        slowest = new Consumer(job.name(), from.get());
      }
    }
    return Optional.ofNullable(slowest);
  }

  private long consumed(Job job, Table input) {
    CommitLog output = lake.log(job.output());
    long version = output.latestVersion().orElse(-1);
    return Progress.last(output, version, job.name())
        .map(progress -> progress.consumed().getOrDefault(input.fullName(), -1L))
        .orElse(-1L);
  }

  private State state(Table table) {
    Path path = new Path(lake.path(table));
    try {
      ContentSummary content = path.getFileSystem(hadoop).getContentSummary(path);
      return new State(lake.files(table), content.getLength());
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot read %s: %s. Check the lake's storage.".formatted(path, e.getMessage()), e);
    }
  }
}
