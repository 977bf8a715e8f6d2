package io.campaignlake.lake;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Datasets as Spark's own rows, and back: what is done to each row of a long history must not turn
 * it into objects and back for nobody.
 */
public final class SparkRows {
  private SparkRows() {}

  /** The rows. Spark uses the memory of one again for the next: what is kept must be a copy. */
  public static JavaRDD<InternalRow> of(Dataset<Row> rows) {
    var planned = (org.apache.spark.sql.classic.Dataset<Row>) rows;
    return planned.queryExecution().toRdd().toJavaRDD();
  }

  public static Dataset<Row> dataset(
      org.apache.spark.sql.SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
    return ((SparkSession) spark).internalCreateDataFrame(rows.rdd(), schema, false);
  }
}
