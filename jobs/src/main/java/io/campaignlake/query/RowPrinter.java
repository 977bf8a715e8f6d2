package io.campaignlake.query;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Prints rows one after the other, in one of the formats. Leaves the stream open. */
interface RowPrinter {
  void print(Row row) throws IOException;

  /** What comes after the last row. */
  void end() throws IOException;

  static RowPrinter of(Format format, StructType schema, OutputStream out) throws IOException {
    return switch (format) {
      case TEXT -> new TextRows(schema, out);
      case CSV -> new CsvRows(schema, out);
      case JSON -> new JsonRows(schema, out);
    };
  }
}
