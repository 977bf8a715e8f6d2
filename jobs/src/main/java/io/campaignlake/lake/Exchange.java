package io.campaignlake.lake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Stored rows to be removed, and the rows to be written in their place.
 *
 * @param old stored rows that go, with all columns that they were found with
 * @param rows those that come: of the old ones' keys, and new ones
 */
public record Exchange(Dataset<Row> old, Dataset<Row> rows) {}
