package io.campaignlake.bench;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.JobRunner;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * A lake that is measured.
 *
 * @param folder of its tables
 * @param landing folder of the files that it loads
 */
record BenchLake(SparkSession spark, Path folder, Path landing, LakeClock clock) {
  Settings settings() {
    List<String> folders = List.of("lake.root=" + folder, "landing.root=" + landing);
    return Settings.of(LakeConfig.load(null, folders, Map.of()));
  }

  Lake tables() {
    return new Lake(spark, folder.toString());
  }

  /**
   * @param jobs in data order
   */
  void run(List<Job> jobs) {
    new JobRunner(tables(), settings(), clock, System.err)
        .run(jobs, Jobs.tables(), JobRun.Mode.INCREMENT);
  }

  void delete() throws IOException {
    delete(folder);
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
