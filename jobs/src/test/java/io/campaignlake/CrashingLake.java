package io.campaignlake;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.testing.LakeRows;
import io.campaignlake.testing.Life;
import io.campaignlake.testing.MortalDisk;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * A tiny lake that grows stage by stage, each the work of one job; and copies of it on which a
 * stage is done by a process that dies and by one that comes after it.
 *
 * <p>The process that comes after works in another folder, to which the lake has moved: what the
 * dead one remembers, or its threads still do, can neither help nor harm.
 */
final class CrashingLake {
  /**
   * The work of one job on the lake as it was before.
   *
   * @param before folder of a lake on which all earlier stages are done
   * @param after folder of the same lake with this stage done as well
   * @param steps that the work takes on the disk
   */
  record Stage(String name, List<Job> jobs, Path before, Path after, long steps) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final SparkSession spark;
  private final TestLake settings;
  private final Path folder;
  private final LandingFiles files;
  private final Map<String, List<Map<String, String>>> undisturbed = new HashMap<>();
  private Path grown;
  private int copies;

  CrashingLake(SparkSession spark, Path folder) {
    MortalDisk.mount(spark.sparkContext().hadoopConfiguration());
    this.spark = spark;
    this.folder = folder;
    this.settings = new TestLake(spark, folder, GoldenCases.NOW, "quality.max-rejected-share=1");
    this.files = new LandingFiles(settings.landing(), 1);
    this.grown = folder.resolve("empty");
  }

  /** Lets an arrival land and does all stages of its run, undisturbed. */
  List<Stage> grow(Landing arrival) throws IOException {
    files.write(arrival);
    List<Stage> stages = new ArrayList<>();
    stages.add(grown("create-tables", List.of()));
    for (Job job : Jobs.IN_DATA_ORDER) {
      stages.add(grown(job.name(), List.of(job)));
    }
    return stages;
  }

  /**
   * Lets an arrival land and does its whole run, undisturbed.
   *
   * @return the folder of the lake before the run, and after it
   */
  Stage growAtOnce(Landing arrival) throws IOException {
    files.write(arrival);
    return grown("run", Jobs.IN_DATA_ORDER);
  }

  private Stage grown(String name, List<Job> jobs) throws IOException {
    Path before = grown;
    grown = copied(before);
    Life life = Life.begin(grown);
    at(grown).run(JobRun.Mode.INCREMENT, jobs);
    return new Stage(name, jobs, before, grown, life.steps());
  }

  /**
   * Does a stage on a copy: a process dies at the given step, and another one comes.
   *
   * @return the lake after that; null when the work was done before that step
   */
  Path crashed(Stage stage, long step, Life.End end) throws IOException {
    Path moved = died(stage.before(), stage.jobs(), step, end);
    if (moved != null) {
      runUnlessDone(moved, stage.jobs());
    }
    return moved;
  }

  /**
   * Does jobs on a copy, and dies at the given step.
   *
   * @return where the lake lies now; null when the work was done before that step
   */
  Path died(Path lake, List<Job> jobs, long step, Life.End end) throws IOException {
    Path dying = copied(lake);
    Life life = Life.begin(dying, step, end);
    // Spark complains at length of a dead disk.
    spark.sparkContext().setLogLevel("OFF");
    try {
      runUnlessDone(dying, jobs);
    } catch (Exception | Error e) {
      // Whatever a dying process says last; Scala's exceptions are checked ones as well.
      if (!life.isOver()) {
        throw e;
      }
    } finally {
      spark.sparkContext().setLogLevel("ERROR");
    }
    return life.isOver() ? Files.move(dying, folder.resolve("after-" + copies)) : null;
  }

  /** Does what comes after the stage of the crash. */
  void goOn(Path lake) {
    runUnlessDone(lake, Jobs.IN_DATA_ORDER);
  }

  /** As a command does: what it takes for done by the files alone, it leaves alone. */
  private void runUnlessDone(Path lake, List<Job> jobs) {
    TestLake restarted = at(lake);
    Configuration hadoop = spark.sessionState().newHadoopConf();
    boolean isDone =
        !jobs.isEmpty() && jobs.stream().allMatch(job -> job.isDone(restarted.settings(), hadoop));
    if (!isDone) {
      restarted.run(JobRun.Mode.INCREMENT, jobs);
    }
  }

  /** The tables are those of a lake to which nothing happened. */
  void assertSame(Path lake, Path expected, List<Table> tables) {
    for (Table table : tables) {
      List<Map<String, String>> rows =
          undisturbed.computeIfAbsent(
              expected + "/" + table.fullName(), at -> rows(expected, table));
      LakeRows.assertSame(table.fullName(), rows(lake, table), rows);
    }
  }

  private List<Map<String, String>> rows(Path lake, Table table) {
    return at(lake).rows(table);
  }

  private TestLake at(Path lake) {
    return settings.with("lake.root=" + MortalDisk.address(lake));
  }

  private Path copied(Path lake) throws IOException {
    Path copy = folder.resolve("lake-" + ++copies);
    if (Files.exists(lake)) {
      FileUtils.copyDirectory(lake.toFile(), copy.toFile());
    } else {
      Files.createDirectories(copy);
    }
    return copy;
  }
}
