package io.campaignlake.lake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows that a job reads more than once: they are kept until it ends. What is kept for later jobs
 * too, as {@link Feeds} are, is none of these.
 */
public final class Kept {
  private static final Map<SparkSession, Deque<Dataset<Row>>> BY_SESSION =
      new ConcurrentHashMap<>();

  private Kept() {}

  /** The same rows, computed once: in memory, and on disk where they are too many. */
  public static Dataset<Row> rows(Dataset<Row> rows) {
    BY_SESSION.computeIfAbsent(rows.sparkSession(), session -> new ArrayDeque<>()).push(rows);
    return rows.persist();
  }

  /** Lets go of the rows of a session, of those first that were made of others. */
  static void release(SparkSession session) {
    Deque<Dataset<Row>> kept = BY_SESSION.remove(session);
    if (kept != null) {
      kept.forEach(Dataset::unpersist);
    }
  }
}
