package io.campaignlake.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.testing.SparkExtension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are dealt out to parts once, and each part is read alone, or with its neighbours. */
@ExtendWith(SparkExtension.class)
final class ShuffledPartsTest {
  private static final AtomicInteger MADE = new AtomicInteger();
  private static final UDF1<Long, Long> TENFOLD =
      id -> {
        MADE.incrementAndGet();
        return id * 10;
      };

  private SparkSession spark;
  private Dataset<Row> source;

  @BeforeEach
  void tenRows(SparkSession session) {
    spark = session;
    MADE.set(0);
    Column tens = udf(TENFOLD, DataTypes.LongType).asNondeterministic().apply(col("id"));
    source = spark.range(0, 10, 1, 3).withColumn("tens", tens);
  }

  private static List<Long> tens(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getLong(1)).sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void partsAreReadAlone_andRowsMadeOnce(boolean isAdaptive) {
    String before = spark.conf().get("spark.sql.adaptive.enabled");
    spark.conf().set("spark.sql.adaptive.enabled", isAdaptive);
    try {
      ShuffledParts parts = ShuffledParts.of(source, 4, col("id").mod(4));
      assertThat(tens(parts.rows(1, 2))).containsExactly(10L, 50L, 90L);
      assertThat(tens(parts.rows(2, 4))).containsExactly(20L, 30L, 60L, 70L);
      assertThat(tens(parts.rows(1, 2))).containsExactly(10L, 50L, 90L);
      assertThat(MADE).hasValue(10);
    } finally {
      spark.conf().set("spark.sql.adaptive.enabled", before);
    }
  }

  @Test
  void numbersBeyondTheParts_areTakenByTheirRemainder() {
    ShuffledParts parts = ShuffledParts.of(source, 4, col("id").minus(6));
    assertThat(tens(parts.rows(3, 4))).containsExactly(10L, 50L, 90L);
  }

  @Test
  void whatIsObserved_isToldOnceAllIsDealtOut() throws InterruptedException {
    Observation observation = new Observation();
    ShuffledParts.of(source.observe(observation, count(lit(1)).as("rows")), 2, col("id"));
    assertThat(observation.getAsJava()).isEqualTo(Map.of("rows", 10L));
  }

  @Test
  void ofNoRows_allPartsAreEmpty() {
    Dataset<Row> none = spark.createDataFrame(List.<Row>of(), source.schema());
    assertThat(ShuffledParts.of(none, 3, col("id")).rows(0, 3).count()).isZero();
    ShuffledParts parts = ShuffledParts.of(source.where("id = 4"), 3, col("id"));
    assertThat(parts.rows(2, 3).count()).isZero();
    assertThat(tens(parts.rows(0, 3))).containsExactly(40L);
  }

  @Test
  void littleIsReadByOneTask() {
    ShuffledParts parts = ShuffledParts.of(source, 4, col("id"));
    assertThat(parts.rows(0, 4).rdd().getNumPartitions()).isEqualTo(1);
  }

  /** 16 MB that do not compress, half of them in the last of twenty parts. */
  @Test
  void muchIsReadByTasksOfNeighbours_balancedByBytes() {
    Dataset<Row> rows =
        spark
            .range(0, 2_000_000, 1, 3)
            .select(col("id").mod(40).as("of_forty"), rand(1).as("noise"))
            .selectExpr("int(least(of_forty, 19)) AS part", "noise");
    String before = spark.conf().get(DataSize.PARTITIONS);
    spark.conf().set(DataSize.PARTITIONS, 4);
    try {
      Dataset<Row> read = ShuffledParts.of(rows, 20, col("part")).rows(0, 20);
      Map<Integer, List<Integer>> partsOfTask = new HashMap<>();
      read.groupBy(spark_partition_id().as("task"), col("part"))
          .count()
          .orderBy("part")
          .collectAsList()
          .forEach(
              row ->
                  partsOfTask
                      .computeIfAbsent(row.getInt(0), task -> new ArrayList<>())
                      .add(row.getInt(1)));
      assertThat(partsOfTask.values()).allSatisfy(ShuffledPartsTest::areNeighbours);
      assertThat(partsOfTask.values().stream().mapToInt(List::size).sum()).isEqualTo(20);
      assertThat(partsOfTask).hasSizeBetween(2, 4);
      assertThat(partsOfTask.values()).as("the heavy part").contains(List.of(19));
    } finally {
      spark.conf().set(DataSize.PARTITIONS, before);
    }
  }

  private static void areNeighbours(List<Integer> parts) {
    assertThat(parts.get(parts.size() - 1) - parts.get(0)).isEqualTo(parts.size() - 1);
  }
}
