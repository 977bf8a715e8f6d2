package io.campaignlake.lake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One Delta table of the lake, at {@code <root>/<layer>/<name>}.
 *
 * @param grain what one row is
 * @param fields the columns in order
 * @param key the columns that name a row; empty for an append-only log
 * @param laws name → SQL condition that every row keeps; Delta checks them before it commits
 * @param kind who reads it, which decides the Delta features that it may use
 * @param day the date or time that places a row on a day; null for tables without days
 */
public record Table(
    String layer,
    String name,
    String grain,
    List<Field> fields,
    List<Field> key,
    Map<String, String> laws,
    Kind kind,
    Field day) {

  /** How long the log of a table tells of its older versions; files of those stay as configured. */
  static final Duration LOG_KEPT = Duration.ofDays(60);

  /** Who reads a table. */
  public enum Kind {
    /** Read by this program alone: deletion vectors make small updates cheap. */
    INTERNAL,
    /** Read by any Delta reader: plain files only. */
    PUBLISHED
  }

  public static Table internal(String layer, String name, String grain, List<Field> fields) {
    return new Table(layer, name, grain, fields, List.of(), Map.of(), Kind.INTERNAL, null);
  }

  public static Table published(String layer, String name, String grain, List<Field> fields) {
    return new Table(layer, name, grain, fields, List.of(), Map.of(), Kind.PUBLISHED, null);
  }

  public Table keyedBy(Field... columns) {
    return new Table(layer, name, grain, fields, List.of(columns), laws, kind, day);
  }

  /** Names the date or time (its local date counts) that places a row on a day. */
  public Table daysBy(Field column) {
    return new Table(layer, name, grain, fields, key, laws, kind, column);
  }

  /** Adds a condition, in SQL over this table's columns, that every row must keep. */
  public Table law(String lawName, String condition) {
    Map<String, String> more = new LinkedHashMap<>(laws);
    more.put(lawName, condition);
    return new Table(layer, name, grain, fields, key, more, kind, day);
  }

  /** The name by which people query it: {@code gold.campaign_daily_metrics}. */
  public String fullName() {
    return layer + "." + name;
  }

  public StructType schema() {
    return new StructType(fields.stream().map(Field::structField).toArray(StructField[]::new));
  }

  public Column[] columns() {
    return fields.stream().map(Field::col).toArray(Column[]::new);
  }

  public List<String> keyNames() {
    return key.stream().map(Field::name).toList();
  }

  /** Columns that say what the row is about; those with a leading underscore say how it came. */
  List<Field> businessFields() {
    return fields.stream().filter(field -> !field.name().startsWith("_")).toList();
  }

  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("delta.enableChangeDataFeed", "true");
    properties.put("delta.enableDeletionVectors", String.valueOf(kind == Kind.INTERNAL));
    properties.put("delta.logRetentionDuration", "interval %d days".formatted(LOG_KEPT.toDays()));
    properties.put("delta.deletedFileRetentionDuration", "interval 30 days");
    if (kind == Kind.INTERNAL) {
      properties.put("delta.dataSkippingStatsColumns", skippedBy());
    }
    laws.forEach((law, condition) -> properties.put("delta.constraints." + law, condition));
    return properties;
  }

  /**
   * The columns by which files are passed over: days and times, and where there is none the first.
   * Least and greatest texts of ids and documents would find no file, and cost each row a compare.
   */
  private String skippedBy() {
    String times =
        fields.stream()
            .filter(
                f ->
                    f.type().equals(DataTypes.DateType) || f.type().equals(DataTypes.TimestampType))
            .map(Field::name)
            .collect(Collectors.joining(","));
    return times.isEmpty() ? fields.get(0).name() : times;
  }

  /** The same columns, plus more at the end. */
  public static List<Field> fields(List<Field> first, Field... more) {
    List<Field> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  @Override
  public String toString() {
    return fullName();
  }
}
