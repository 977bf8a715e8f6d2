package io.campaignlake.lake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.files.TahoeBatchFileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * Files of a table without partitions: all of them are read. Delta's own index makes a Spark query
 * over the list of files to find that out, twice for each scan of each plan.
 */
final class ListedFiles extends TahoeBatchFileIndex {
  private ListedFiles(SparkSession spark, Snapshot snapshot, Seq<AddFile> files) {
    super(spark, "batch", files, snapshot.deltaLog(), snapshot.dataPath(), snapshot, false);
  }

  /** The rows of some of a version's files. */
  static Dataset<Row> rows(SparkSession spark, Snapshot snapshot, Seq<AddFile> files) {
    var rows = snapshot.deltaLog().createDataFrame(snapshot, files, false, Option.empty());
    if (!(rows.queryExecution().logical() instanceof LogicalRelation scan
        && scan.relation() instanceof HadoopFsRelation relation
        && snapshot.metadata().partitionColumns().isEmpty())) {
      return rows;
    }
    HadoopFsRelation listed =
        relation.copy(
            new ListedFiles(spark, snapshot, files),
            relation.partitionSchema(),
            relation.dataSchema(),
            relation.bucketSpec(),
            relation.fileFormat(),
            relation.options(),
            relation.sparkSession());
    return org.apache.spark.sql.classic.Dataset.ofRows(
        (org.apache.spark.sql.classic.SparkSession) spark,
        scan.copy(listed, scan.output(), scan.catalogTable(), scan.isStreaming(), scan.stream()));
  }

  @Override
  public Seq<AddFile> matchingFiles(Seq<Expression> ofPartitions, Seq<Expression> ofData) {
    return addFiles();
  }
}
