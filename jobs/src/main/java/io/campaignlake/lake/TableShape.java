package io.campaignlake.lake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Refuses tables of a lake that another version of the program made: their columns are others. */
final class TableShape {
  private TableShape() {}

  /**
   * @throws LakeException when the columns that are stored are not the table's
   */
  static void check(Table table, StructType stored) {
    check(table, columns(table.schema()), columns(stored));
  }

  static boolean fits(Table table, StructType stored) {
    return columns(stored).equals(columns(table.schema()));
  }

  /** The same without Spark. */
  static void check(Table table, io.delta.kernel.types.StructType stored) {
    check(table, columns(KernelSchema.of(table)), columns(stored));
  }

  private static List<String> columns(StructType schema) {
    return Arrays.stream(schema.fields()).map(f -> f.name() + " " + f.dataType().sql()).toList();
  }

  private static List<String> columns(io.delta.kernel.types.StructType schema) {
    return schema.fields().stream().map(f -> f.getName() + " " + f.getDataType()).toList();
  }

  private static void check(Table table, List<String> expected, List<String> stored) {
    if (stored.equals(expected)) {
      return;
    }
    List<String> missing = new ArrayList<>(expected);
    missing.removeAll(stored);
    List<String> unknown = new ArrayList<>(stored);
    unknown.removeAll(expected);
    throw LakeException.failed(
        "Cannot use table %s: another version of the program made it (columns that it lacks: %s; columns of its own: %s). Use that version, or see \"Another version\" in OPERATIONS.md."
            .formatted(table, list(missing), list(unknown)));
  }

  private static String list(List<String> columns) {
    return columns.isEmpty() ? "none" : String.join(", ", columns);
  }
}
