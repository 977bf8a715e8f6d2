package io.campaignlake.lake;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The side of a join that may be small. Sent whole to every task, it spares the shuffle of the
 * other side, which has all the history. Spark's own limit of 10 MB is made for clusters with
 * executors of one gigabyte, and it forgets how few columns are read.
 */
public final class SmallSide {
  /** Of the heap; rows take up to four times their estimated size once they are indexed. */
  private static final long SHARE_OF_HEAP = 16;

  private static final long MOST_BYTES = 512L << 20;

  private SmallSide() {}

  /**
   * Keeps rows that are read more than once, until the end of the job, and marks them to be
   * broadcast when they turn out to be few.
   */
  public static Dataset<Row> kept(Dataset<Row> rows) {
    return isPlannedBySize(rows) ? counted(rows) : Kept.rows(rows);
  }

  /**
   * Finds out whether rows are few, and marks them to be broadcast if they are. What changed is
   * mostly little, but by its plan it might be all: only once it is there does Spark know.
   */
  public static Dataset<Row> counted(Dataset<Row> rows) {
    if (!isPlannedBySize(rows)) {
      return rows;
    }
    Dataset<Row> kept = Kept.rows(rows);
    // An empty side lets Spark leave out the other one of a join, too.
    return kept.count() == 0 ? kept.limit(0) : hinted(kept);
  }

  /**
   * Rows that are kept, see {@link #kept}.
   *
   * @param span of the days that they name
   */
  public record Spanned(Dataset<Row> rows, Span span) {}

  /** Keeps rows, and finds out in the same query from where to where their days go. */
  public static Spanned spanned(Dataset<Row> rows, Column least, Column greatest) {
    Dataset<Row> kept = Kept.rows(rows);
    if (!isPlannedBySize(rows)) {
      return new Spanned(kept, Span.EVERYTHING);
    }
    Row found = kept.agg(count(lit(1)), min(least), max(greatest)).head();
    Span span = new Span(found.get(1), found.get(2), false);
    return new Spanned(found.getLong(0) == 0 ? kept.limit(0) : hinted(kept), span);
  }

  /** The same of one column. */
  public static Spanned spanned(Dataset<Row> rows, Column day) {
    return spanned(rows, day, day);
  }

  /** A small lake is not: there, to know more would cost more than it brings. */
  static boolean isPlannedBySize(Dataset<Row> rows) {
    return DataSize.isPlannedBySize(rows.sparkSession().conf());
  }

  /** The same rows, marked to be broadcast when by Spark's estimate they are few. */
  public static Dataset<Row> hinted(Dataset<Row> rows) {
    var planned = (org.apache.spark.sql.classic.Dataset<Row>) rows;
    var estimate = planned.queryExecution().optimizedPlan().stats().sizeInBytes();
    long limit = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    return estimate.bigInteger().bitLength() < 63 && estimate.toLong() <= limit
        ? broadcast(rows)
        : rows;
  }
}
