package io.campaignlake.reports;

import io.campaignlake.lake.Lake;
import io.campaignlake.lake.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The lake as a report finds it, perhaps before the first run. */
final class PublishedRows {
  private final Lake lake;

  PublishedRows(Lake lake) {
    this.lake = lake;
  }

  /** The table's rows; none where no run has made it yet. */
  Dataset<Row> of(Table table) {
    return lake.exists(table)
        ? lake.read(table)
        : lake.spark().createDataFrame(List.of(), table.schema());
  }
}
