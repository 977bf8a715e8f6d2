package io.campaignlake.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Chooses one of several copies or versions of a row, whatever their number and order. */
final class Versions {
  private Versions() {}

  /**
   * The row of each key with the least order; the order must end in something unique to the row.
   */
  static Dataset<Row> least(Dataset<Row> rows, Table table, Column... order) {
    return chosen(rows, table, min_by(struct(table.columns()), struct(order)));
  }

  /**
   * The row of each key with the greatest order; the order must end in something unique to the row.
   */
  static Dataset<Row> greatest(Dataset<Row> rows, Table table, Column... order) {
    return chosen(rows, table, max_by(struct(table.columns()), struct(order)));
  }

  private static Dataset<Row> chosen(Dataset<Row> rows, Table table, Column choice) {
    Column[] key = table.key().stream().map(Field::col).toArray(Column[]::new);
    // Copies are rare: choosing among them before the shuffle too would sort all rows twice.
    return rows.repartition(key).groupBy(key).agg(choice.as("chosen")).select(col("chosen.*"));
  }
}
