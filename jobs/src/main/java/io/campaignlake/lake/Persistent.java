package io.campaignlake.lake;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.execution.columnar.InMemoryRelation;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows that are computed once, and lie in memory, and on disk where they are too many, until they
 * are let go of.
 */
final class Persistent implements AutoCloseable {
  private final Dataset<Row> source;
  private final Dataset<Row> rows;

  Persistent(Dataset<Row> rows) {
    this.source = rows.persist();
    this.rows = stored((org.apache.spark.sql.classic.Dataset<Row>) source);
  }

  private static Dataset<Row> stored(org.apache.spark.sql.classic.Dataset<Row> source) {
    InMemoryRelation kept =
        source
            .sparkSession()
            .sharedState()
            .cacheManager()
            .lookupCachedData(source)
            .get()
            .cachedRepresentation();
    Seq<Attribute> columns = source.queryExecution().analyzed().output();
    // Without their order: Spark cannot tell it of rows that meet their like.
    Seq<SortOrder> noOrder = CollectionConverters.asScala(List.<SortOrder>of()).toSeq();
    InMemoryRelation stored = kept.copy(columns, kept.cacheBuilder(), noOrder);
    stored.statsOfPlanToCache_$eq(kept.statsOfPlanToCache());
    return org.apache.spark.sql.classic.Dataset.ofRows(source.sparkSession(), stored);
  }

  /**
   * The rows with the way they came: a query of these, and of no others, tells what is observed of
   * them.
   */
  Dataset<Row> source() {
    return source;
  }

  /**
   * The rows as a leaf of a plan, without the queries that made them. Spark would look through all
   * of it again, and compare it with all else that lies in memory, at each step of each query that
   * is made of them: of a small increment's time that was a sixth. Not to be used once they are let
   * go of: Spark would make them again, and nobody would let go of those.
   */
  Dataset<Row> rows() {
    return rows;
  }

  @Override
  public void close() {
    source.unpersist();
  }
}
