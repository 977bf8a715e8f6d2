package io.campaignlake.query;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rows as CSV. */
final class CsvRows implements RowPrinter {
  private final StructType schema;
  private final CSVPrinter csv;

  CsvRows(StructType schema, OutputStream out) throws IOException {
    this.schema = schema;
    this.csv =
        new CSVPrinter(
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)),
            CSVFormat.RFC4180);
    csv.printRecord((Object[]) schema.fieldNames());
  }

  @Override
  public void print(Row row) throws IOException {
    for (int i = 0; i < schema.length(); i++) {
      csv.print(Values.text(row.get(i), schema.apply(i).dataType()));
    }
    csv.println();
  }

  @Override
  public void end() throws IOException {
    csv.flush();
  }
}
