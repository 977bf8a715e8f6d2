package io.campaignlake.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Row;

/** Writes a report of rows, one at a time: its size is bounded by nothing but the disk. */
final class RowWriter {
  /** Also the format of the overview: comma, CRLF, quotes only where they are needed. */
  static final CSVFormat CSV = CSVFormat.RFC4180;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RowReport report;
  private final Iterator<Row> rows;
  private final Writer out;
  private long rowsWritten;

  RowWriter(RowReport report, Iterator<Row> rows, Writer out) {
    this.report = report;
    this.rows = rows;
    this.out = out;
  }

  /**
   * @param guard applied to what others wrote
   */
  void csv(UnaryOperator<String> guard) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSV);
    printer.printRecord((Object[]) report.header());
    while (rows.hasNext()) {
      Row row = next();
      for (ReportColumn column : report.columns()) {
        String text = column.text(row);
        boolean isTheirs = text != null && column.origin() == ReportColumn.Origin.THEIRS;
        printer.print(isTheirs ? guard.apply(text) : text);
      }
      printer.println();
    }
    printer.flush();
  }

  /** An array of objects keyed by the header, one a line. */
  void json() throws IOException {
    String separator = "[\n";
    while (rows.hasNext()) {
      out.write(separator);
      out.write(JSON.writeValueAsString(object(next())));
      separator = ",\n";
    }
    out.write(separator.equals("[\n") ? "[]\n" : "\n]\n");
  }

  private Row next() {
    rowsWritten++;
    return rows.next();
  }

  /** Rows so far, the header not among them. */
  long rowsWritten() {
    return rowsWritten;
  }

  private ObjectNode object(Row row) {
    ObjectNode object = JSON.createObjectNode();
    report.columns().forEach(column -> object.set(column.name(), column.value().apply(row)));
    return object;
  }

  /** Tabs between the cells, for a terminal; whatever would break a line becomes a blank. */
  void text() throws IOException {
    out.write(String.join("\t", report.header()));
    out.write('\n');
    while (rows.hasNext()) {
      Row row = next();
      String separator = "";
      for (ReportColumn column : report.columns()) {
        String text = column.text(row);
        out.write(separator);
        out.write(text == null ? "" : text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " "));
        separator = "\t";
      }
      out.write('\n');
    }
  }
}
