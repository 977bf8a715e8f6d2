package io.campaignlake.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkEnv;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.CoalescedPartitionSpec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.ShufflePartitionSpec;
import org.apache.spark.sql.execution.ShuffledRowRDD;
import org.apache.spark.sql.execution.metric.SQLShuffleReadMetricsReporter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;

/**
 * Rows dealt out to numbered parts by one shuffle, whose files Spark keeps as long as somebody may
 * read them: what came before it is done once, and whoever wants some of the parts reads no others.
 * Only when all is dealt out, and the bytes of each part are known, is it decided which neighbours
 * a task reads together.
 */
public final class ShuffledParts {
  /** Above this Spark knows of the parts' bytes their mean alone. */
  static final int MOST = 2000;

  /** Less is not worth a task of its own. */
  private static final long LEAST_BYTES = 1L << 20;

  private final SparkSession spark;
  private final StructType schema;
  private final ShuffleDependency<Object, InternalRow, InternalRow> shuffle;
  private final long[] bytes;

  /** That all parts together are worth. */
  private final int tasks;

  private ShuffledParts(
      SparkSession spark,
      StructType schema,
      ShuffleDependency<Object, InternalRow, InternalRow> shuffle,
      long[] bytes) {
    this.spark = spark;
    this.schema = schema;
    this.shuffle = shuffle;
    this.bytes = bytes;
    this.tasks = DataSize.partitions(spark.conf());
  }

  /**
   * Deals the rows out, at once; what is observed of them is told.
   *
   * @param parts how many
   * @param part of a row, never null; a number beyond the parts is taken by its remainder
   */
  public static ShuffledParts of(Dataset<Row> rows, int parts, Column part) {
    var dealt =
        (org.apache.spark.sql.classic.Dataset<Row>)
            rows.repartitionById(parts, part.cast(DataTypes.IntegerType));
    QueryExecution query = dealt.queryExecution();
    // A query with a name: of others Spark does not tell what was observed.
    return SQLExecution.withNewExecutionId(
        query,
        Option.apply("deal"),
        () -> {
          var shuffle = lastShuffle(query.toRdd());
          return new ShuffledParts(rows.sparkSession(), rows.schema(), shuffle, bytes(shuffle));
        });
  }

  private static ShuffleDependency<Object, InternalRow, InternalRow> lastShuffle(RDD<?> rows) {
    RDD<?> step = rows;
    while (!(step instanceof ShuffledRowRDD)) {
      step = step.dependencies().head().rdd();
    }
    return ((ShuffledRowRDD) step).dependency();
  }

  /** Does the shuffle, which planning at run time has done before, and reads nothing of it. */
  private static long[] bytes(ShuffleDependency<Object, InternalRow, InternalRow> shuffle) {
    var outputs = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
    int tasks = shuffle.rdd().getNumPartitions();
    if (tasks == 0) {
      return new long[shuffle.partitioner().numPartitions()];
    }
    if (tasks > outputs.getNumAvailableOutputs(shuffle.shuffleId())) {
      wait(shuffle.rdd().sparkContext().submitMapStage(shuffle));
    }
    return outputs.getStatistics(shuffle).bytesByPartitionId();
  }

  private static void wait(SimpleFutureAction<?> stage) {
    try {
      Await.result(stage, Duration.Inf());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The rows of some parts. Each part lies in one partition; those of a partition are neighbours.
   *
   * @param from first part
   * @param to part after the last
   */
  public Dataset<Row> rows(int from, int to) {
    var metrics = SQLShuffleReadMetricsReporter.createShuffleReadMetrics(spark.sparkContext());
    RDD<InternalRow> read =
        new ShuffledRowRDD(shuffle, metrics, groups(from, to).toArray(ShufflePartitionSpec[]::new));
    return SparkRows.dataset(spark, read.toJavaRDD(), schema);
  }

  /** Groups of about the same bytes: a part belongs where its middle lies. */
  private List<ShufflePartitionSpec> groups(int from, int to) {
    long wanted = sum(from, to);
    long groups = groups(wanted);
    List<ShufflePartitionSpec> specs = new ArrayList<>();
    int begin = from;
    long group = 0;
    long before = 0;
    for (int part = from; part < to; part++) {
      long its = (before + bytes[part] / 2) * groups / Math.max(1, wanted);
      if (its > group && part > begin) {
        specs.add(new CoalescedPartitionSpec(begin, part, Option.empty()));
        begin = part;
      }
      group = its;
      before += bytes[part];
    }
    specs.add(new CoalescedPartitionSpec(begin, to, Option.empty()));
    return specs;
  }

  /** What the tasks of all are for some, but work for each core unless there is hardly any. */
  private long groups(long wanted) {
    long share = wanted * tasks / Math.max(1, sum(0, bytes.length));
    long cores = spark.sparkContext().defaultParallelism();
    return Math.max(1, Math.min(Math.max(share, cores), wanted / LEAST_BYTES));
  }

  private long sum(int from, int to) {
    long sum = 0;
    for (int part = from; part < to; part++) {
      sum += bytes[part];
    }
    return sum;
  }
}
