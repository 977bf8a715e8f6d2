package io.campaignlake.lake;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of a table outside of Spark: values by column name, absent where null.
 *
 * <p>A value is a String, Boolean, Integer, Long, Double, BigDecimal, byte[], Instant, LocalDate, a
 * List, a Map, or for a struct a TableRow.
 */
public record TableRow(Map<String, Object> values) {
  public TableRow {
    values = Collections.unmodifiableMap(new HashMap<>(values));
  }

  /** The values in the order of the fields; null where there is none. */
  public static TableRow of(List<Field> fields, Object... values) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        row.put(fields.get(i).name(), values[i]);
      }
    }
    return new TableRow(row);
  }

  /** The value, null where there is none. */
  public Object value(Field field) {
    return values.get(field.name());
  }

  public String text(Field field) {
    return (String) value(field);
  }

  public Long number(Field field) {
    return (Long) value(field);
  }

  public Instant instant(Field field) {
    return (Instant) value(field);
  }
}
