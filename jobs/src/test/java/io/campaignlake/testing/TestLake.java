package io.campaignlake.testing;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.JobRunner;
import io.campaignlake.lake.KernelTables;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A real lake in a temporary folder, run by the product's own jobs. */
public final class TestLake {
  private final SparkSession spark;
  private final Path folder;
  private final Instant now;
  private final List<String> sets = new ArrayList<>();

  public TestLake(SparkSession spark, Path folder, Instant now, String... sets) {
    this.spark = spark;
    this.folder = folder;
    this.now = now;
    this.sets.add("lake.root=" + folder.resolve("lake"));
    this.sets.add("landing.root=" + landing());
    this.sets.addAll(List.of(sets));
    landing().toFile().mkdirs();
  }

  /** The same lake with more settings. */
  public TestLake with(String... more) {
    TestLake other = new TestLake(spark, folder, now);
    other.sets.clear();
    other.sets.addAll(sets);
    other.sets.addAll(List.of(more));
    return other;
  }

  /**
   * A lake with the same tables and progress in another folder, whose landing folder is empty.
   *
   * @param more settings, as for {@link #with}
   */
  public TestLake copyTo(Path other, String... more) throws IOException {
    TestLake copy = new TestLake(spark, other, now);
    List<String> places = List.copyOf(copy.sets);
    copy.sets.clear();
    copy.sets.addAll(sets);
    copy.sets.addAll(places);
    copy.sets.addAll(List.of(more));
    FileUtils.copyDirectory(
        Path.of(settings().lakeRoot()).toFile(), Path.of(copy.settings().lakeRoot()).toFile());
    return copy;
  }

  public Path landing() {
    return folder.resolve("landing");
  }

  public Settings settings() {
    return Settings.of(LakeConfig.load(null, sets, Map.of()));
  }

  /** What makes a command of the program work on this lake, under this clock. */
  public List<String> commandLineOptions() {
    List<String> options = new ArrayList<>(List.of("--now", now.toString()));
    sets.forEach(set -> options.addAll(List.of("--set", set)));
    return options;
  }

  public Lake lake() {
    return new Lake(spark, settings().lakeRoot());
  }

  public LakeClock clock() {
    return LakeClock.fixed(now);
  }

  /** Every table, empty. */
  public TestLake createTables() {
    runner().run(List.of(), Jobs.tables(), JobRun.Mode.INCREMENT);
    return this;
  }

  public TestLake run() {
    return run(JobRun.Mode.INCREMENT);
  }

  public TestLake run(JobRun.Mode mode) {
    return run(mode, Jobs.IN_DATA_ORDER);
  }

  /**
   * @param jobs in data order; fewer than all where a test looks at their tables alone
   */
  public TestLake run(JobRun.Mode mode, List<Job> jobs) {
    List<Table> tables =
        jobs.stream()
            .flatMap(job -> Stream.concat(job.inputs().stream(), job.writes().stream()))
            .toList();
    runner().run(jobs, jobs == Jobs.IN_DATA_ORDER ? Jobs.tables() : tables, mode);
    return this;
  }

  /** Streams: each arrival is followed by a round. */
  public TestLake stream(List<Runnable> arrivals) {
    Iterator<Runnable> coming = arrivals.iterator();
    BooleanSupplier goesOn =
        () -> {
          boolean comes = coming.hasNext();
          if (comes) {
            coming.next().run();
          }
          return comes;
        };
    return stream(goesOn, () -> {});
  }

  /**
   * Streams.
   *
   * @param goesOn asked before each round
   * @param done called after each, before the jobs that may wait
   */
  public TestLake stream(BooleanSupplier goesOn, Runnable done) {
    runner().repeat(Jobs.IN_DATA_ORDER, Jobs.tables(), goesOn, arrived -> done.run());
    return this;
  }

  /** A lake without rows: creating all tables takes seconds, so one is made for a whole process. */
  private static final class Unused {
    private static final Path ROOT = created();

    private static Path created() {
      try {
        Path folder = Files.createTempDirectory("unused-lake");
        TestLake lake = new TestLake(SparkExtension.session(), folder, Instant.EPOCH);
        lake.newRunner().run(List.of(), Jobs.tables(), JobRun.Mode.INCREMENT);
        Path root = folder.resolve("lake");
        // Another lake may have another policy.
        Files.delete(root.resolve("_policy.json"));
        return root;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private JobRunner runner() {
    Path root = Path.of(settings().lakeRoot());
    // Lakes on another disk are not copied: their tables are made on that disk, which watches it.
    if (root.isAbsolute() && !Files.exists(root)) {
      try {
        FileUtils.copyDirectory(Unused.ROOT.toFile(), root.toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return newRunner();
  }

  private JobRunner newRunner() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    PrintStream progress = System.getenv("LAKE_TEST_VERBOSE") != null ? System.err : nowhere;
    return new JobRunner(lake(), settings(), clock(), progress);
  }

  /** The rows of a table, read without Spark: a query for each of many tables takes its time. */
  public List<Map<String, String>> rows(Table table) {
    KernelTables tables =
        new KernelTables(settings().lakeRoot(), spark.sessionState().newHadoopConf());
    return LakeRows.of(tables.latest(table).orElseThrow());
  }

  /** The same by the table's full name. */
  public List<Map<String, String>> rows(String fullName) {
    return Jobs.tables().stream()
        .filter(table -> table.fullName().equals(fullName))
        .map(this::rows)
        .findFirst()
        .orElseThrow();
  }

  /** A table of the lake by its full name. */
  public Dataset<Row> table(String fullName) {
    return spark
        .read()
        .format("delta")
        .load(settings().lakeRoot() + "/" + fullName.replace('.', '/'));
  }
}
