package io.campaignlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.KernelSnapshot;
import io.campaignlake.lake.TableRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows of a lake's table as text by column, in the form of the reference calculator. */
public final class LakeRows {
  private LakeRows() {}

  /** Times ISO-8601 in UTC, dates ISO-8601, decimals plain, null for an absent value. */
  public static List<Map<String, String>> of(KernelSnapshot snapshot) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (TableRow row : snapshot.rows()) {
      Map<String, String> cells = new TreeMap<>();
      for (Field column : snapshot.table().fields()) {
        cells.put(column.name(), text(row.value(column)));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(LakeRows::text).toList().toString();
    }
    if (value instanceof TableRow struct) {
      return text(struct.values());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, each) -> sorted.put(text(key), text(each)));
      return sorted.toString();
    }
    return value == null ? null : value.toString();
  }

  /** The rows are the same multiset, compared in all columns that the expected ones have. */
  public static void assertSame(
      String table, List<Map<String, String>> actual, List<Map<String, String>> expected) {
    Set<String> columns = new TreeSet<>();
    expected.forEach(row -> columns.addAll(row.keySet()));
    List<String> found = sorted(actual, columns);
    List<String> due = sorted(expected, columns);
    assertThat(without(due, found)).as("rows that %s should have", table).isEmpty();
    assertThat(without(found, due)).as("rows that %s should not have", table).isEmpty();
  }

  private static List<String> without(List<String> rows, List<String> others) {
    List<String> rest = new ArrayList<>(rows);
    others.forEach(rest::remove);
    return rest;
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
