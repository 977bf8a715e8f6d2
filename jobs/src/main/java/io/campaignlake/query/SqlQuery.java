package io.campaignlake.query;

import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;

/**
 * {@code ./lake sql}: one read-only query over every table below the lake's root, named {@code
 * <layer>.<table>}.
 */
public final class SqlQuery {
  private SqlQuery() {}

  /**
   * Refuses, before Spark starts, what is not one query.
   *
   * @throws LakeException of usage, with the reason and where in the text it lies
   */
  public static void check(String sql) {
    QueryText.parsed(sql);
  }

  /**
   * Prints the query's rows as they come: only a sort or a join holds them in memory.
   *
   * @throws LakeException of usage as {@link #check}, failed for unknown tables and columns and for
   *     what goes wrong with a value
   */
  public static void run(Lake lake, String sql, Format format, OutputStream out) {
    LogicalPlan query = QueryText.parsed(sql);
    try {
      Dataset<Row> rows = Dataset.ofRows(session(lake), query);
      RowPrinter printer = RowPrinter.of(format, rows.schema(), out);
      for (Iterator<Row> each = rows.toLocalIterator(); each.hasNext(); ) {
        printer.print(each.next());
      }
      printer.end();
    } catch (Exception e) {
      throw failure(e);
    }
  }

  /** A session of its own: what the query needs set stays out of the jobs' session. */
  private static SparkSession session(Lake lake) {
    SparkSession session = (SparkSession) lake.spark().newSession();
    LakeCatalog.use(session, lake.root());
    session.conf().set("spark.sql.session.timeZone", "UTC");
    // java.sql.Timestamp prints in the JVM's zone; Instant has none.
    session.conf().set("spark.sql.datetime.java8API.enabled", "true");
    return session;
  }

  // Scala throws checked exceptions without declaring them, so all are caught here.
  private static RuntimeException failure(Exception e) {
    if (e instanceof LakeException known) {
      return known;
    }
    if (e instanceof SparkThrowable) {
      return LakeException.failed(
          "Cannot run the query: %s. Correct it.".formatted(SparkMessage.of(e)), e);
    }
    if (e instanceof IOException) {
      return LakeException.failed(
          "Cannot write the result: %s. Check where it goes.".formatted(e.getMessage()), e);
    }
    return e instanceof RuntimeException unknown ? unknown : new IllegalStateException(e);
  }
}
