package io.campaignlake.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run would change, while it writes nothing: each table's differences lie over its stored
 * rows, so that later jobs read what they would find. The same jobs plan and apply.
 */
public final class Plan {
  /** Image of a row before the change. */
  public static final String OLD = "old";

  /** Image of a row after it. */
  public static final String NEW = "new";

  private final Map<Table, Dataset<Row>> differences = new LinkedHashMap<>();
  private final Map<Table, Dataset<Row>> changes = new LinkedHashMap<>();

  /**
   * @param differing rows with both images
   * @param written how many of them there are
   */
  void add(Table table, Dataset<Row> differing, Written written) {
    if (differences.put(table, differing) != null) {
      throw new IllegalStateException("A plan writes a table once: " + table);
    }
    // Laid over the table, what is empty would only make the plans of later queries longer.
    if (written.changes() > 0) {
      changes.put(table, differing);
    }
  }

  /** Rows with both images, {@link #OLD} null for an insert and {@link #NEW} for a delete. */
  public Optional<Dataset<Row>> differences(Table table) {
    return Optional.ofNullable(differences.get(table));
  }

  /** The table's rows as they would be. */
  Dataset<Row> over(Table table, Dataset<Row> stored) {
    Dataset<Row> changed = changes.get(table);
    if (changed == null) {
      return stored;
    }
    Column sameKey = lit(true);
    for (Field field : table.key()) {
      sameKey = sameKey.and(stored.col(field.name()).equalTo(field.of(OLD)));
    }
    return stored
        .join(changed.where(col(OLD).isNotNull()), sameKey, "left_anti")
        .union(changed.where(col(NEW).isNotNull()).select(NEW + ".*"));
  }

  /** Both images of what would change, as a change feed gives them. */
  Dataset<Row> images(Table table, Dataset<Row> feed) {
    Dataset<Row> changed = changes.get(table);
    if (changed == null) {
      return feed;
    }
    Dataset<Row> before = changed.where(col(OLD).isNotNull()).select(OLD + ".*");
    Dataset<Row> after = changed.where(col(NEW).isNotNull()).select(NEW + ".*");
    Dataset<Row> images =
        before
            .withColumn(Lake.CHANGE_TYPE, lit("delete"))
            .union(after.withColumn(Lake.CHANGE_TYPE, lit("insert")));
    return feed.unionByName(images, true).select(feed.columns()[0], rest(feed.columns()));
  }

  private static String[] rest(String[] columns) {
    return java.util.Arrays.copyOfRange(columns, 1, columns.length);
  }

  /** The image that there is, the later one first. */
  public static Column either(Field field) {
    return coalesce(field.of(NEW), field.of(OLD));
  }
}
