package io.campaignlake.lake;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * From the least value of a column to its greatest, both included. What changed lies on few days:
 * told as literals, they let Delta and Parquet pass over the history, which a join alone would
 * read.
 *
 * @param from null, as {@code to}, where there are no rows
 * @param isEverything on a small lake, where to find out would cost more than it brings
 */
public record Span(Object from, Object to, boolean isEverything) {
  /** Where there is no bound. */
  public static final Span EVERYTHING = new Span(null, null, true);

  /**
   * @param rows kept, for they are read
   */
  public static Span of(Dataset<Row> rows, Column value) {
    return of(rows, value, value);
  }

  /** The same, from the least of one column to the greatest of another. */
  public static Span of(Dataset<Row> rows, Column least, Column greatest) {
    if (!SmallSide.isPlannedBySize(rows)) {
      return EVERYTHING;
    }
    Row bounds = rows.agg(min(least), max(greatest)).head();
    return new Span(bounds.get(0), bounds.get(1), false);
  }

  /** These local dates as instants, to the end of the last. */
  public Span instants(ZoneId zone) {
    return isEverything || from == null
        ? this
        : new Span(start((Date) from, 0, zone), start((Date) to, 1, zone), false);
  }

  /** These instants and what lies so long before them. */
  public Span earlierBy(Duration before) {
    return from instanceof Instant first ? new Span(first.minus(before), to, false) : this;
  }

  private static Instant start(Date day, int later, ZoneId zone) {
    return day.toLocalDate().plusDays(later).atStartOfDay(zone).toInstant();
  }

  /** Whether a value lies within; null does not, unless everything does. */
  public Column holds(Column value) {
    if (isEverything) {
      return lit(true);
    }
    return from == null ? lit(false) : value.between(from, to);
  }
}
