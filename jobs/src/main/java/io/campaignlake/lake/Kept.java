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
  private static final Map<SparkSession, Deque<Persistent>> BY_SESSION = new ConcurrentHashMap<>();

  private Kept() {}

  /** The same rows, computed once. */
  public static Dataset<Row> rows(Dataset<Row> rows) {
    Persistent kept = new Persistent(rows);
    BY_SESSION.computeIfAbsent(rows.sparkSession(), session -> new ArrayDeque<>()).push(kept);
    return kept.rows();
  }

  /** Lets go of the rows of a session, of those first that were made of others. */
  static void release(SparkSession session) {
    Deque<Persistent> kept = BY_SESSION.remove(session);
    if (kept != null) {
      kept.forEach(Persistent::close);
    }
  }
}
