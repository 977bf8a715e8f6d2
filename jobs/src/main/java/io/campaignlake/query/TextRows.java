package io.campaignlake.query;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as an aligned table: the first thousand decide the widths, the others follow as they come.
 */
final class TextRows implements RowPrinter {
  private static final int MEASURED = 1000;

  private final StructType schema;
  private final TextTable table;
  private final OutputStream out;
  private final List<List<String>> waiting = new ArrayList<>();
  private boolean hasHeader;

  TextRows(StructType schema, OutputStream out) {
    this.schema = schema;
    this.out = out;
    boolean[] isNumber = new boolean[schema.length()];
    for (int i = 0; i < isNumber.length; i++) {
      isNumber[i] = schema.apply(i).dataType() instanceof NumericType;
    }
    this.table =
        new TextTable(Arrays.stream(schema.fields()).map(StructField::name).toList(), isNumber);
  }

  @Override
  public void print(Row row) throws IOException {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < schema.length(); i++) {
      String text = Values.text(row.get(i), schema.apply(i).dataType());
      cells.add(text == null ? "NULL" : text);
    }
    waiting.add(cells);
    if (hasHeader || waiting.size() == MEASURED) {
      printWaiting();
    }
  }

  @Override
  public void end() throws IOException {
    printWaiting();
    out.flush();
  }

  private void printWaiting() throws IOException {
    if (!hasHeader) {
      table.measure(waiting);
      table.printHeader(out);
      hasHeader = true;
    }
    for (List<String> row : waiting) {
      table.printRow(row, out);
    }
    waiting.clear();
  }
}
