package io.campaignlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of a lake's table as text by column, in the form of the reference calculator. */
public final class LakeRows {
  private LakeRows() {}

  /** Times ISO-8601 in UTC, dates ISO-8601, decimals plain, null for an absent value. */
  public static List<Map<String, String>> of(Dataset<Row> table) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Row row : table.collectAsList()) {
      Map<String, String> cells = new TreeMap<>();
      for (String column : table.columns()) {
        cells.put(column, text(row.getAs(column)));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static String text(Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value == null ? null : value.toString();
  }

  /** The rows are the same multiset, compared in all columns that the expected ones have. */
  public static void assertSame(
      String table, List<Map<String, String>> actual, List<Map<String, String>> expected) {
    Set<String> columns = new TreeSet<>();
    expected.forEach(row -> columns.addAll(row.keySet()));
    assertThat(sorted(actual, columns)).as(table).isEqualTo(sorted(expected, columns));
  }

  private static List<String> sorted(List<Map<String, String>> rows, Set<String> columns) {
    return rows.stream()
        .map(
            row -> {
              Map<String, String> chosen = new TreeMap<>();
              columns.forEach(
                  column -> chosen.put(column, row.getOrDefault(column, "(no column)")));
              return chosen.toString();
            })
        .sorted()
        .toList();
  }
}
