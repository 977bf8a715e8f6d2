package io.campaignlake.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.spark.sql.Row;

/**
 * Writes a report of rows in one of its formats: what stands before all rows, each row, what stands
 * between two, and what after all. Parts of the rows can be written apart and joined.
 */
abstract class RowWriter {
  /** Also the format of the overview: comma, CRLF, quotes only where they are needed. */
  static final CSVFormat CSV = CSVFormat.RFC4180;

  private static final ObjectMapper JSON = new ObjectMapper();

  final RowReport report;

  /** Of the columns' fields in its rows, which are of one kind: to look them up takes its time. */
  private int[] places;

  private RowWriter(RowReport report) {
    this.report = report;
  }

  /**
   * @param guard applied to what others wrote, in CSV
   */
  static RowWriter of(RowReport report, ReportRequest.Format format, UnaryOperator<String> guard) {
    return switch (format) {
      case TEXT -> new Text(report);
      case JSON -> new Json(report);
      case CSV -> new Csv(report, guard);
    };
  }

  /** A row's value for a column of the report. */
  final Object value(Row row, int column) {
    if (places == null) {
      places = report.columns().stream().mapToInt(c -> row.fieldIndex(c.field().name())).toArray();
    }
    return row.get(places[column]);
  }

  abstract void begin(Appendable out) throws IOException;

  abstract void row(Row row, Appendable out) throws IOException;

  void between(Appendable out) throws IOException {}

  /**
   * @param isEmpty whether there was no row
   */
  void end(boolean isEmpty, Appendable out) throws IOException {}

  private static final class Csv extends RowWriter {
    private final UnaryOperator<String> guard;

    private Csv(RowReport report, UnaryOperator<String> guard) {
      super(report);
      this.guard = guard;
    }

    @Override
    void begin(Appendable out) throws IOException {
      CSV.printRecord(out, (Object[]) report.header());
    }

    @Override
    void row(Row row, Appendable out) throws IOException {
      Object[] cells = new Object[report.columns().size()];
      for (int i = 0; i < cells.length; i++) {
        ReportColumn column = report.columns().get(i);
        String text = column.text(value(row, i));
        boolean isTheirs = text != null && column.origin() == ReportColumn.Origin.THEIRS;
        cells[i] = isTheirs ? guard.apply(text) : text;
      }
      CSV.printRecord(out, cells);
    }
  }

  /** An array of objects keyed by the header, one a line. */
  private static final class Json extends RowWriter {
    private Json(RowReport report) {
      super(report);
    }

    @Override
    void begin(Appendable out) throws IOException {
      out.append('[');
    }

    @Override
    void row(Row row, Appendable out) throws IOException {
      ObjectNode object = JSON.createObjectNode();
      for (int i = 0; i < report.columns().size(); i++) {
        ReportColumn column = report.columns().get(i);
        object.set(column.name(), column.node(value(row, i)));
      }
      out.append('\n').append(JSON.writeValueAsString(object));
    }

    @Override
    void between(Appendable out) throws IOException {
      out.append(',');
    }

    @Override
    void end(boolean isEmpty, Appendable out) throws IOException {
      out.append(isEmpty ? "]\n" : "\n]\n");
    }
  }

  /** Tabs between the cells, for a terminal; whatever would break a line becomes a blank. */
  private static final class Text extends RowWriter {
    private Text(RowReport report) {
      super(report);
    }

    @Override
    void begin(Appendable out) throws IOException {
      out.append(String.join("\t", report.header())).append('\n');
    }

    @Override
    void row(Row row, Appendable out) throws IOException {
      String separator = "";
      for (int i = 0; i < report.columns().size(); i++) {
        String text = report.columns().get(i).text(value(row, i));
        out.append(separator);
        out.append(text == null ? "" : text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " "));
        separator = "\t";
      }
      out.append('\n');
    }
  }
}
