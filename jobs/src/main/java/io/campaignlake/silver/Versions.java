package io.campaignlake.silver;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.KeyGroups;
import io.campaignlake.lake.Table;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Chooses one of several copies or versions of a row, whatever their number and order. */
final class Versions {
  private Versions() {}

  /**
   * The row of each key with the least order; the order must end in something unique to the row.
   */
  static Dataset<Row> least(Dataset<Row> rows, Table table, Field... order) {
    return KeyGroups.least(rows.select(table.columns()), table.keyNames(), names(order));
  }

  /**
   * The row of each key with the greatest order; the order must end in something unique to the row.
   */
  static Dataset<Row> greatest(Dataset<Row> rows, Table table, Field... order) {
    return KeyGroups.greatest(rows.select(table.columns()), table.keyNames(), names(order));
  }

  static List<String> names(Field... fields) {
    return Arrays.stream(fields).map(Field::name).toList();
  }
}
