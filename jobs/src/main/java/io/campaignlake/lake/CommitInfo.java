package io.campaignlake.lake;

import org.apache.spark.sql.SparkSession;

/** Sets what Delta writes into the next commits of a session, and takes it back. */
final class CommitInfo {
  private static final String USER_METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  private CommitInfo() {}

  static void with(SparkSession spark, Progress progress, Runnable commit) {
    spark.conf().set(USER_METADATA, progress.toJson());
    try {
      commit.run();
    } finally {
      spark.conf().unset(USER_METADATA);
    }
  }
}
