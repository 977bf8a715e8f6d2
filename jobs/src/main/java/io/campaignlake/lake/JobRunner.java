package io.campaignlake.lake;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.schema.DeltaInvariantViolationException;

/** Runs jobs one after the other, tells of each in a line, and keeps the log of runs. */
public final class JobRunner {
  /** So long jobs may wait that may, while news keep coming. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Lake lake;
  private final Settings settings;
  private final LakeClock clock;
  private final PrintStream progress;
  private final Days days;
  private String runId = UUID.randomUUID().toString();

  /**
   * @param progress where a line per job goes: standard error
   */
  public JobRunner(Lake lake, Settings settings, LakeClock clock, PrintStream progress) {
    this(lake, settings, clock, progress, null);
  }

  /**
   * @param days to be computed anew beside what changed; null for none
   */
  public JobRunner(Lake lake, Settings settings, LakeClock clock, PrintStream progress, Days days) {
    this.days = days;
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
      if (mode == JobRun.Mode.REBUILD) {
        removeWhatDoesNotFit(jobs, tables);
      } else {
        policy.requireSame(settings.policy());
      }
      createMissing(tables);
      passTheGate(jobs, mode);
      // Before the first number is computed: a run that dies must not leave numbers without it.
      if (mode == JobRun.Mode.REBUILD) {
        policy.rebuildBegins(settings.policy());
      } else {
        policy.keep(settings.policy());
      }
      runLogged(jobs, mode);
      if (mode == JobRun.Mode.REBUILD) {
        // All documents were judged anew, and none of the sources went over its share.
        RejectedShare.accept(newRun(jobs.get(0), mode));
        policy.replace(settings.policy());
      }
    } finally {
      lock.release();
    }
  }

  /**
   * Runs the jobs round after round and holds the lake's lock all the while; a failure ends it.
   * While news are waiting already when a round ends, the jobs that may wait do, for a minute; when
   * it all ends they have caught up.
   *
   * @param jobs in data order
   * @param tables all tables of the lake
   * @param goesOn waits for news before each round; false ends it
   * @param done told after each round what had come, before the jobs that may wait
   */
  public void repeat(
      List<Job> jobs, List<Table> tables, BooleanSupplier goesOn, Consumer<Arrivals> done) {
    Configuration hadoop = lake.spark().sessionState().newHadoopConf();
    StoredPolicy policy = new StoredPolicy(lake.root(), hadoop);
    List<Job> first = jobs.stream().filter(job -> !job.mayWait()).toList();
    List<Job> later = jobs.stream().filter(Job::mayWait).toList();
    LakeLock lock = LakeLock.take(lake.root(), clock.now());
    try {
      policy.requireSame(settings.policy());
      createMissing(tables);
      policy.keep(settings.policy());
      passTheGate(jobs, JobRun.Mode.INCREMENT);
      long caughtUp = System.nanoTime();
      while (goesOn.getAsBoolean()) {
        done.accept(round(first));
        boolean isTime = System.nanoTime() - caughtUp > LONGEST_WAIT.toNanos();
        if (isTime || areDone(first, hadoop)) {
          round(later);
          caughtUp = System.nanoTime();
        }
      }
      if (!areDone(later, hadoop)) {
        round(later);
      }
    } finally {
      lock.release();
    }
  }

  private boolean areDone(List<Job> jobs, Configuration hadoop) {
    return jobs.stream().allMatch(job -> job.isDone(settings, hadoop));
  }

  /** A round is a run of its own: Delta tells repeated commits by it. */
  private Arrivals round(List<Job> jobs) {
    runId = UUID.randomUUID().toString();
    return runLogged(jobs, JobRun.Mode.INCREMENT);
  }

  /**
   * Finds out what a run would change; writes nothing, not even a log line.
   *
   * @param jobs in data order, none that loads from outside the lake
   */
  public static Plan plan(
      Lake lake, Settings settings, LakeClock clock, List<Job> jobs, JobRun.Mode mode, Days days) {
    Plan plan = new Plan();
    Lake planned = Lake.planning(lake.spark(), lake.root(), plan);
    try {
      for (Job job : jobs) {
        job.run(new JobRun(planned, settings, clock.now(), "plan", job, mode, days));
      }
      return plan;
    } finally {
      planned.feeds().keepOnly(List.of());
      Kept.release(lake.spark());
    }
  }

  /**
   * Where another version of the program made one of the tables that are computed from others, all
   * of these are removed: the progress of those behind it speaks of versions that it will not have.
   * The last go first, so that whatever is left when it dies follows from what is there.
   *
   * @throws LakeException before anything is removed, when it made one of the others
   */
  private void removeWhatDoesNotFit(List<Job> jobs, List<Table> tables) {
    List<Table> computed =
        jobs.stream()
            .filter(job -> !job.inputs().isEmpty())
            .flatMap(job -> job.writes().stream())
            .toList();
    tables.stream()
        .filter(table -> !computed.contains(table) && lake.exists(table))
        .forEach(lake::latest);
    if (!computed.stream().allMatch(lake::fits)) {
      List<Table> lastFirst = new ArrayList<>(computed);
      Collections.reverse(lastFirst);
      lastFirst.forEach(lake::remove);
    }
  }

  private void createMissing(List<Table> tables) {
    Set<Table> all = new LinkedHashSet<>(tables);
    all.add(Ops.JOB_RUNS);
    all.add(Ops.REJECTED_SHARES);
    KernelTables kernel = lake.kernel();
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
      FirstChecksum.complete(lake.path(table), kernel.hadoop());
      DeltaLog.invalidateCache(lake.spark(), new Path(lake.path(table)));
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
    return new JobRun(lake, settings, clock.now(), runId, job, mode, days);
  }

  private Arrivals runLogged(List<Job> jobs, JobRun.Mode mode) {
    Arrivals arrivals = Arrivals.NONE;
    List<TableRow> log = new ArrayList<>();
    RowsRead rowsRead = new RowsRead();
    lake.spark().sparkContext().addSparkListener(rowsRead);
    TablesBefore before = TablesBefore.of(lake, jobs);
    try {
      for (Job job : jobs) {
        JobRun run = newRun(job, mode);
        runOne(run, job, rowsRead, log);
        List<Job> later = jobs.subList(jobs.indexOf(job) + 1, jobs.size());
        lake.feeds().keepOnly(later.stream().flatMap(next -> next.inputs().stream()).toList());
        arrivals = arrivals.plus(run.arrivals());
      }
      return arrivals;
    } catch (LakeException e) {
      if (e.isBrokenLaw()) {
        before.restore();
      }
      throw e;
    } finally {
      lake.feeds().keepOnly(List.of());
      lake.spark().sparkContext().removeSparkListener(rowsRead);
      write(log);
    }
  }

  private void runOne(JobRun run, Job job, RowsRead rowsRead, List<TableRow> log) {
    Instant startedAt = run.now();
    long begun = System.nanoTime();
    long readBefore = rowsRead.soFar();
    String error = null;
    Map<String, String> settingsBefore = DataSize.fitted(lake.spark().conf());
    lake.spark().sparkContext().setJobDescription(job.name());
    try {
      job.run(run);
    } catch (Throwable e) {
      // Scala throws checked exceptions too: whatever it is, the job has failed.
      Optional<LakeException> brokenLaw = brokenLaw(e, job);
      error = String.valueOf(brokenLaw.map(Throwable::getMessage).orElse(e.getMessage()));
      if (brokenLaw.isPresent()) {
        throw brokenLaw.get();
      }
      throw e;
    } finally {
      // What a job keeps between its own writes is of no use to the next.
      Kept.release(lake.spark());
      settingsBefore.forEach(lake.spark().conf()::set);
      lake.spark().sparkContext().setJobDescription(null);
      double seconds = (System.nanoTime() - begun) / 1e9;
      long read = rowsRead.soFar() - readBefore;
      tell(job, run, read, seconds, error);
      log.add(logged(run, startedAt, seconds, read, error));
    }
  }

  /** Delta refuses to commit rows that break a law of their table; it says which. */
  private static Optional<LakeException> brokenLaw(Throwable failure, Job job) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DeltaInvariantViolationException) {
        return Optional.of(
            LakeException.brokenLaw(job.name(), String.valueOf(cause.getMessage()), failure));
      }
    }
    return Optional.empty();
  }

  private void tell(Job job, JobRun run, long read, double seconds, String error) {
    progress.printf(
        Locale.ROOT,
        "%-24s %,12d rows in %,12d rows out %8.1f s%s%s%n",
        job.name(),
        read,
        run.written().changes(),
        seconds,
        run.counts().containsKey(JobRun.FEEDS_GONE) ? "  in full: a change feed is gone" : "",
        error == null ? "" : "  FAILED");
  }

  private TableRow logged(JobRun run, Instant startedAt, double seconds, long read, String error) {
    Written written = run.written();
    return TableRow.of(
        Ops.JOB_RUNS.fields(),
        runId,
        run.job(),
        startedAt,
        seconds,
        error == null ? "DONE" : "FAILED",
        error,
        run.inputVersions(),
        read,
        written.inserted(),
        written.updated(),
        written.deleted(),
        run.counts());
  }

  private void write(List<TableRow> log) {
    if (!log.isEmpty()) {
      KernelTables kernel = lake.kernel();
      kernel.appendOrFail(kernel.created(Ops.JOB_RUNS), log.toArray(TableRow[]::new));
    }
  }
}
