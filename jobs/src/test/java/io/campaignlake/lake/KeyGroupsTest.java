package io.campaignlake.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.testing.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class KeyGroupsTest {
  private static final List<String> KEY = List.of("place", "name");
  private static final StructType SCHEMA =
      new StructType().add("place", StringType).add("name", StringType).add("at", LongType);

  private Dataset<Row> rows;

  @BeforeEach
  void rowsOfThreeKeys(SparkSession spark) {
    rows =
        spark
            .createDataFrame(
                List.of(
                    row("x", "a", 3L),
                    row("x", "b", 7L),
                    row("x", "a", 1L),
                    row(null, "a", 5L),
                    row("x", "b", null),
                    row("x", "a", 2L)),
                SCHEMA)
            .repartition(3);
  }

  private static Row row(String place, String name, Long at) {
    return RowFactory.create(place, name, at);
  }

  @Test
  void least_isOneRowOfEachKeyWithNullsFirst() {
    assertThat(KeyGroups.least(rows, KEY, List.of("at")).collectAsList())
        .containsExactlyInAnyOrder(row("x", "a", 1L), row("x", "b", null), row(null, "a", 5L));
  }

  @Test
  void greatest_isOneRowOfEachKeyWithNullsBehindAllElse() {
    assertThat(KeyGroups.greatest(rows, KEY, List.of("at")).collectAsList())
        .containsExactlyInAnyOrder(row("x", "a", 3L), row("x", "b", 7L), row(null, "a", 5L));
  }

  @Test
  void leastOfPartitions_thenLeast_isTheLeastOfAll() {
    Dataset<Row> ofPartitions = KeyGroups.leastOfPartitions(rows, KEY, List.of("at"));
    assertThat(KeyGroups.least(ofPartitions, KEY, List.of("at")).collectAsList())
        .containsExactlyInAnyOrder(row("x", "a", 1L), row("x", "b", null), row(null, "a", 5L));
  }

  /** People of one hash meet, and are not taken for one. */
  @Test
  void keysOfOneHash_stayApart() {
    Dataset<Row> together = KeyGroups.withHash(rows, lit(1L)).coalesce(1);
    assertThat(KeyGroups.distinctInPlace(together, KEY).select("place", "name").collectAsList())
        .containsExactlyInAnyOrder(
            RowFactory.create("x", "a"), RowFactory.create("x", "b"), RowFactory.create(null, "a"));
  }

  @Test
  void hashesOfTimes_areInTheirOrderAndTellKeysOfAnHourApart(SparkSession spark) {
    Dataset<Row> times =
        spark.sql(
            "SELECT timestamp(t) AS at, k FROM VALUES"
                + " ('1969-12-31T05:00:00Z'), ('1970-01-01T00:00:00Z'), ('2026-03-01T00:10:00Z'),"
                + " ('2026-03-01T07:30:00Z'), ('2261-01-01T00:00:00Z') AS times(t),"
                + " VALUES ('a'), ('b'), ('c') AS names(k)");
    List<Row> rows =
        times
            .select(col("at"), KeyGroups.hash(List.of(col("k")), col("at")).as("hash"))
            .orderBy("hash")
            .collectAsList();
    assertThat(rows).extracting(row -> row.getTimestamp(0)).isSorted();
    assertThat(rows).extracting(row -> row.getLong(1)).doesNotHaveDuplicates().hasSize(15);
  }
}
