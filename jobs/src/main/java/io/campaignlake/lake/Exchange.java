package io.campaignlake.lake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is put in the place of what.
 *
 * @param old stored rows that go, with all columns that they were found with
 * @param rows those that come: of the old ones' keys, and new ones
 */
public record Exchange(Dataset<Row> old, Dataset<Row> rows) {}
