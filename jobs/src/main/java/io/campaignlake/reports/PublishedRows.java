package io.campaignlake.reports;

import io.campaignlake.lake.Lake;
import io.campaignlake.lake.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The lake as a report finds it, perhaps before the first run. */
final class PublishedRows {
  private final Lake lake;
  private final Map<String, Long> versions;

  PublishedRows(Lake lake) {
    this(lake, Map.of());
  }

  /**
   * @param versions of tables, by full name, to read instead of their latest
   */
  PublishedRows(Lake lake, Map<String, Long> versions) {
    this.lake = lake;
    this.versions = versions;
  }

  /** The table's rows; none where no run has made it yet. */
  Dataset<Row> of(Table table) {
    if (!lake.exists(table)) {
      return lake.spark().createDataFrame(List.of(), table.schema());
    }
    Long version = versions.get(table.fullName());
    return version == null ? lake.read(table) : lake.read(table, version);
  }
}
