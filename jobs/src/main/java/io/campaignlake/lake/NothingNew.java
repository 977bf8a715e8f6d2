package io.campaignlake.lake;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Compares the progress in an output's log with the latest versions of the inputs, without Spark.
 */
final class NothingNew {
  private NothingNew() {}

  static boolean isConsumed(Job job, String root, Configuration hadoop) {
    CommitLog output = log(job.output(), root, hadoop);
    OptionalLong version = output.latestVersion();
    if (version.isEmpty()) {
      return false;
    }
    Map<String, Long> latest = new TreeMap<>();
    for (Table input : job.inputs()) {
      log(input, root, hadoop).latestVersion().ifPresent(v -> latest.put(input.fullName(), v));
    }
    return Progress.last(output, version.getAsLong(), job.name())
        .map(progress -> progress.consumed().equals(latest))
        .orElse(false);
  }

  private static CommitLog log(Table table, String root, Configuration hadoop) {
    return new CommitLog(hadoop, root + "/" + table.layer() + "/" + table.name());
  }
}
