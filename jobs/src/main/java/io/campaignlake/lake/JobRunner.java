package io.campaignlake.lake;

import java.io.PrintStream;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Runs jobs one after the other, tells of each in a line, and keeps the log of runs. */
public final class JobRunner {
  private final Lake lake;
  private final Settings settings;
  private final LakeClock clock;
  private final PrintStream progress;
  private final String runId = UUID.randomUUID().toString();

  /**
   * @param progress where a line per job goes: standard error
   */
  public JobRunner(Lake lake, Settings settings, LakeClock clock, PrintStream progress) {
    this.lake = lake;
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * @param jobs in data order
   * @param tables all tables of the lake: those that are missing are created
   */
  public void run(List<Job> jobs, List<Table> tables, JobRun.Mode mode) {
    StoredPolicy policy =
        new StoredPolicy(lake.root(), lake.spark().sessionState().newHadoopConf());
    LakeLock lock = LakeLock.take(lake.root(), clock.now());
    try {
      if (mode != JobRun.Mode.REBUILD) {
        policy.requireSame(settings.policy());
      }
      createMissing(tables);
      passTheGate(jobs, mode);
      runLogged(jobs, mode);
      if (mode == JobRun.Mode.REBUILD) {
        // All documents were judged anew, and none of the sources went over its share.
        RejectedShare.accept(newRun(jobs.get(0), mode));
        policy.replace(settings.policy());
      } else {
        policy.keep(settings.policy());
      }
    } finally {
      lock.release();
    }
  }

  private void createMissing(List<Table> tables) {
    Set<Table> all = new LinkedHashSet<>(tables);
    all.add(Ops.JOB_RUNS);
    all.add(Ops.REJECTED_SHARES);
    KernelTables kernel =
        new KernelTables(lake.root(), lake.spark().sessionState().newHadoopConf());
    for (Table table : all) {
      if (lake.log(table).latestVersion().isPresent()) {
        continue;
      }
      // Kernel creates a table in milliseconds; Delta's check constraints only Spark can set.
      if (table.laws().isEmpty()) {
        kernel.created(table);
      } else {
        lake.create(table);
      }
    }
  }

  private void passTheGate(List<Job> jobs, JobRun.Mode mode) {
    if (mode == JobRun.Mode.ACCEPT_REJECTED) {
      RejectedShare.accept(newRun(jobs.get(0), mode));
    } else if (mode == JobRun.Mode.INCREMENT) {
      RejectedShare.failWhileOpen(lake);
    }
  }

  private JobRun newRun(Job job, JobRun.Mode mode) {
    return new JobRun(lake, settings, clock.now(), runId, job, mode);
  }

  private void runLogged(List<Job> jobs, JobRun.Mode mode) {
    List<Row> log = new ArrayList<>();
    RowsRead rowsRead = new RowsRead();
    lake.spark().sparkContext().addSparkListener(rowsRead);
    try {
      for (Job job : jobs) {
        runOne(newRun(job, mode), job, rowsRead, log);
      }
    } finally {
      lake.spark().sparkContext().removeSparkListener(rowsRead);
      write(log);
    }
  }

  private void runOne(JobRun run, Job job, RowsRead rowsRead, List<Row> log) {
    Instant startedAt = run.now();
    long begun = System.nanoTime();
    long readBefore = rowsRead.soFar();
    String error = null;
    lake.spark().sparkContext().setJobDescription(job.name());
    try {
      job.run(run);
    } catch (RuntimeException e) {
      error = String.valueOf(e.getMessage());
      throw e;
    } finally {
      // What a job caches between its own writes is of no use to the next.
      lake.spark().catalog().clearCache();
      lake.spark().sparkContext().setJobDescription(null);
      double seconds = (System.nanoTime() - begun) / 1e9;
      long read = rowsRead.soFar() - readBefore;
      tell(job, run, read, seconds, error);
      log.add(logged(run, startedAt, seconds, read, error));
    }
  }

  private void tell(Job job, JobRun run, long read, double seconds, String error) {
    progress.printf(
        Locale.ROOT,
        "%-24s %,12d rows in %,12d rows out %8.1f s%s%n",
        job.name(),
        read,
        run.written().changes(),
        seconds,
        error == null ? "" : "  FAILED");
  }

  private Row logged(JobRun run, Instant startedAt, double seconds, long read, String error) {
    Written written = run.written();
    return RowFactory.create(
        runId,
        run.job(),
        Timestamp.from(startedAt),
        seconds,
        error == null ? "DONE" : "FAILED",
        error,
        scala(run.inputVersions()),
        read,
        written.inserted(),
        written.updated(),
        written.deleted(),
        scala(run.counts()));
  }

  private static Object scala(Map<String, Long> map) {
    return scala.jdk.javaapi.CollectionConverters.asScala(map);
  }

  private void write(List<Row> log) {
    if (log.isEmpty()) {
      return;
    }
    lake.spark()
        .createDataFrame(log, Ops.JOB_RUNS.schema())
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(lake.path(Ops.JOB_RUNS));
  }
}
