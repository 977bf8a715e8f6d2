package io.campaignlake.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.testing.SparkExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
final class KernelTablesTest {
  private static final Field ID = Field.required("id", DataTypes.StringType, "Id.");
  private static final Field SIZE = Field.optional("size", DataTypes.LongType, "Size.");
  private static final Field AT = Field.optional("at", DataTypes.TimestampType, "When, UTC.");
  private static final Field IS_ON = Field.optional("is_on", DataTypes.BooleanType, "Whether.");
  private static final Field DAY = Field.optional("day", DataTypes.DateType, "Its day.");
  private static final Table THINGS =
      Table.internal("silver", "things", "One thing.", List.of(ID, SIZE, AT, IS_ON, DAY))
          .keyedBy(ID);
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00.000001Z");

  @TempDir Path root;
  private Lake lake;
  private KernelTables tables;

  @BeforeEach
  void open(SparkSession spark) {
    lake = new Lake(spark, root.toString());
    tables = new KernelTables(root.toString());
  }

  private static TableRow thing(String id) {
    return TableRow.of(THINGS.fields(), id, 7L, NOON, true, LocalDate.parse("2026-03-10"));
  }

  @Test
  void tableThatIsNotThere_isEmpty() {
    assertThat(tables.latest(THINGS)).isEmpty();
  }

  @Test
  void tableOfKernel_isTheTableOfSpark(@TempDir Path other, SparkSession spark) {
    tables.created(THINGS);
    new Lake(spark, other.toString()).create(THINGS);
    Row byKernel = detail(spark, lake);
    Row bySpark = detail(spark, new Lake(spark, other.toString()));
    assertThat(lake.read(THINGS).schema()).isEqualTo(THINGS.schema());
    assertThat(byKernel.getJavaMap(0)).isEqualTo(bySpark.getJavaMap(0));
    assertThat(byKernel.getList(1)).containsExactlyInAnyOrderElementsOf(bySpark.getList(1));
  }

  private static Row detail(SparkSession spark, Lake lake) {
    return spark
        .sql("DESCRIBE DETAIL delta.`" + lake.path(THINGS) + "`")
        .select("properties", "tableFeatures")
        .head();
  }

  @Test
  void rowsOfKernel_areRowsAndChangesOfSpark() {
    lake.create(THINGS);
    TableRow bare = TableRow.of(THINGS.fields(), "b");
    assertThat(tables.append(tables.created(THINGS), List.of(thing("a"), bare))).contains(1L);
    assertThat(lake.read(THINGS).orderBy("id").collectAsList().toString())
        .isEqualTo("[[a,7,2026-03-10 12:00:00.000001,true,2026-03-10], [b,null,null,null,null]]");
    assertThat(lake.changes(THINGS, 0, 1).where("_change_type = 'insert'").count()).isEqualTo(2);
  }

  @Test
  void rowsOfSparkLessThoseDeleted_areRowsOfKernel(SparkSession spark) {
    tables.created(THINGS);
    spark
        .range(100)
        .selectExpr(
            "cast(id as string) id",
            "id size",
            "timestamp_micros(id) at",
            "id % 2 = 0 is_on",
            "cast(null as date) day")
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(lake.path(THINGS));
    spark.sql("DELETE FROM delta.`" + lake.path(THINGS) + "` WHERE size >= 3");
    KernelSnapshot latest = tables.latest(THINGS).orElseThrow();
    assertThat(latest.version()).isEqualTo(2);
    assertThat(latest.rows(List.of(ID, AT)))
        .containsExactlyInAnyOrder(
            new TableRow(Map.of("id", "0", "at", Instant.EPOCH)),
            new TableRow(Map.of("id", "1", "at", Instant.EPOCH.plusNanos(1_000))),
            new TableRow(Map.of("id", "2", "at", Instant.EPOCH.plusNanos(2_000))));
  }

  @Test
  void versionTakenByAnother_addsNothing() {
    KernelSnapshot seen = tables.created(THINGS);
    assertThat(tables.append(seen, List.of(thing("a")))).contains(1L);
    assertThat(tables.append(seen, List.of(thing("b")))).isEmpty();
    assertThat(tables.latest(THINGS).orElseThrow().rows(List.of(ID)))
        .containsExactly(new TableRow(Map.of("id", "a")));
  }

  @Test
  void manyCommits_areCheckpointedForBoth() {
    IntStream.range(0, 12)
        .forEach(i -> tables.append(tables.created(THINGS), List.of(thing("t" + i))));
    assertThat(root.resolve("silver/things/_delta_log/00000000000000000010.checkpoint.parquet"))
        .exists();
    assertThat(tables.latest(THINGS).orElseThrow().rows()).hasSize(12).contains(thing("t3"));
    assertThat(lake.read(THINGS).count()).isEqualTo(12);
  }

  @Test
  void mapsOfSpark_areMapsOfKernel(SparkSession spark) {
    lake.create(Ops.JOB_RUNS);
    spark.sql(
        ("INSERT INTO delta.`%s` SELECT 'r', 'j', timestamp_micros(1), 1.5D, 'DONE', NULL, map('silver.things', 4L),"
                + " 1L, 2L, 3L, 4L, map()")
            .formatted(lake.path(Ops.JOB_RUNS)));
    TableRow row = tables.latest(Ops.JOB_RUNS).orElseThrow().rows().get(0);
    assertThat(row.value(Ops.INPUT_VERSIONS)).isEqualTo(Map.of("silver.things", 4L));
    assertThat(row.value(Ops.SECONDS)).isEqualTo(1.5);
    assertThat(row.text(Ops.ERROR)).isNull();
  }
}
