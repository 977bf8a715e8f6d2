package io.campaignlake.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * Rows of a report as text, made by tasks: only the writing is left to the one who joins the
 * pieces.
 *
 * @param kind of a report of rows
 * @param zone in which times are told
 * @param isGuarded whether what others wrote must not run in a spreadsheet
 */
record RowText(ReportRequest.Kind kind, ZoneId zone, ReportRequest.Format format, boolean isGuarded)
    implements FlatMapFunction<Iterator<Row>, RowText.Piece> {

  /** Characters after which a piece ends. */
  private static final int PIECE = 1 << 16;

  /**
   * Some rows, one after the other.
   *
   * @param text in UTF-8: the one who joins the pieces has no more to do than to hand it on
   * @param rows how many
   */
  record Piece(byte[] text, long rows) implements Serializable {}

  RowReport report() {
    return switch (kind) {
      case RECORD_STATUS -> RowReport.recordStatus(zone);
      case CONVERSIONS -> RowReport.conversions(zone);
      case OVERVIEW -> throw new IllegalArgumentException("an overview has no rows");
    };
  }

  private RowWriter writer() {
    return RowWriter.of(
        report(), format, isGuarded ? FormulaGuard::guarded : UnaryOperator.identity());
  }

  @Override
  public Iterator<Piece> call(Iterator<Row> rows) {
    RowWriter writer = writer();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Piece next() {
        return piece(writer, rows);
      }
    };
  }

  private static Piece piece(RowWriter writer, Iterator<Row> rows) {
    StringBuilder text = new StringBuilder(PIECE + (PIECE >> 3));
    long number = 0;
    try {
      while (rows.hasNext() && text.length() < PIECE) {
        if (number++ > 0) {
          writer.between(text);
        }
        writer.row(rows.next(), text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Piece(text.toString().getBytes(StandardCharsets.UTF_8), number);
  }

  /**
   * Writes the whole report.
   *
   * @param pieces of all its rows, in their order
   * @return rows written
   */
  long join(Iterator<Piece> pieces, OutputStream out) throws IOException {
    RowWriter writer = writer();
    StringBuilder beside = new StringBuilder();
    long rows = 0;
    writer.begin(beside);
    while (pieces.hasNext()) {
      Piece piece = pieces.next();
      if (rows > 0) {
        writer.between(beside);
      }
      write(beside, out);
      out.write(piece.text());
      rows += piece.rows();
    }
    writer.end(rows == 0, beside);
    write(beside, out);
    return rows;
  }

  private static void write(StringBuilder text, OutputStream out) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }
}
