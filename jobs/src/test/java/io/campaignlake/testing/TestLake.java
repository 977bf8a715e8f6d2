package io.campaignlake.testing;

import io.campaignlake.Jobs;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.JobRunner;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.Settings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  public Path landing() {
    return folder.resolve("landing");
  }

  public Settings settings() {
    return Settings.of(LakeConfig.load(null, sets, Map.of()));
  }

  public Lake lake() {
    return new Lake(spark, settings().lakeRoot());
  }

  public LakeClock clock() {
    return LakeClock.fixed(now);
  }

  public TestLake run() {
    return run(JobRun.Mode.INCREMENT);
  }

  public TestLake run(JobRun.Mode mode) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    PrintStream progress = System.getenv("LAKE_TEST_VERBOSE") != null ? System.err : nowhere;
    new JobRunner(lake(), settings(), clock(), progress)
        .run(Jobs.IN_DATA_ORDER, Jobs.tables(), mode);
    return this;
  }

  /** A table of the lake by its full name. */
  public Dataset<Row> table(String fullName) {
    return spark
        .read()
        .format("delta")
        .load(settings().lakeRoot() + "/" + fullName.replace('.', '/'));
  }
}
