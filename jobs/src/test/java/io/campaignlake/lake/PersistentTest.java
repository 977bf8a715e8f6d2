package io.campaignlake.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.testing.SparkExtension;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.jdk.javaapi.CollectionConverters;

/** Rows that persist stand for those that they were made of, without the way they came. */
@ExtendWith(SparkExtension.class)
final class PersistentTest {
  private static final AtomicInteger MADE = new AtomicInteger();
  private static final UDF1<Long, Long> TENFOLD =
      id -> {
        MADE.incrementAndGet();
        return id * 10;
      };

  private SparkSession spark;
  private Dataset<Row> source;

  @BeforeEach
  void fourRows(SparkSession session) {
    spark = session;
    MADE.set(0);
    Column tens = udf(TENFOLD, DataTypes.LongType).asNondeterministic().apply(col("id"));
    source = spark.range(4).withColumn("tens", tens);
  }

  private static long sumOfTens(Dataset<Row> rows) {
    return rows.agg(sum("tens")).head().getLong(0);
  }

  @Test
  void askedOften_rowsAreMadeOnce() {
    try (Persistent persistent = new Persistent(source)) {
      assertThat(sumOfTens(persistent.rows())).isEqualTo(60);
      assertThat(sumOfTens(persistent.rows())).isEqualTo(60);
      assertThat(sumOfTens(persistent.source())).isEqualTo(60);
    }
    assertThat(MADE).hasValue(4);
  }

  @Test
  void rows_areFoundWithoutTheWayTheyCame() {
    try (Persistent persistent = new Persistent(source)) {
      var rows = (org.apache.spark.sql.classic.Dataset<Row>) persistent.rows();
      assertThat(CollectionConverters.asJava(rows.queryExecution().analyzed().children()))
          .isEmpty();
    }
  }

  @Test
  void rowsMeetTheirLike_eachSideIsTold() {
    try (Persistent persistent = new Persistent(source)) {
      Dataset<Row> rows = persistent.rows();
      Dataset<Row> others = rows.where("id > 1").select("id");
      assertThat(rows.join(others, new String[] {"id"}, "left_semi").count()).isEqualTo(2);
      assertThat(rows.as("a").join(rows.as("b"), col("a.tens").lt(col("b.tens"))).count())
          .isEqualTo(6);
    }
  }

  @Test
  void sameRowsUnderOtherNames_haveTheirOwn() {
    try (Persistent one = new Persistent(spark.range(4).toDF("one"));
        Persistent other = new Persistent(spark.range(4).toDF("other"))) {
      assertThat(one.rows().columns()).containsExactly("one");
      assertThat(other.rows().columns()).containsExactly("other");
    }
  }

  @Test
  void whatIsObserved_isToldByTheSource() {
    Observed observed = new Observed();
    Dataset<Row> watched = observed.on(source, count("id").as("rows"));
    try (Persistent persistent = new Persistent(watched)) {
      assertThat(sumOfTens(persistent.source())).isEqualTo(60);
      assertThat(sumOfTens(persistent.rows())).isEqualTo(60);
    }
    assertThat(observed.taken()).extracting(row -> row.getLong(0)).isEqualTo(List.of(4L));
  }

  @Test
  void letGoOf_leavesNothing() {
    Set<Object> before = SparkExtension.keptRdds();
    Set<Object> kept;
    try (Persistent persistent = new Persistent(source)) {
      sumOfTens(persistent.rows());
      kept = SparkExtension.keptRdds();
    }
    // Spark may meanwhile let go of what others had left.
    kept.removeAll(before);
    assertThat(kept).hasSize(1);
    assertThat(SparkExtension.keptRdds()).doesNotContainAnyElementsOf(kept);
  }
}
