package io.campaignlake.lake;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.testing.SparkExtension;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.schema.DeltaInvariantViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows go and come in one commit, for both kinds of tables, and the feed tells of just that. */
@ExtendWith(SparkExtension.class)
final class TableCommitTest {
  private static final Field ID = Field.required("id", LongType, "Id.");
  private static final Field SIZE = Field.required("size", LongType, "Size.");
  private static final Field DAY = Field.optional("day", DateType, "Day.");
  private static final Progress PROGRESS = Progress.none("job", "run");

  @TempDir Path root;
  private SparkSession spark;
  private Lake lake;

  @BeforeEach
  void lake(SparkSession session) {
    spark = session;
    lake = new Lake(spark, root.toString());
  }

  /** A table of {@code rows} rows of size 1. */
  private Table table(Table.Kind kind, long rows) {
    List<Field> fields = List.of(ID, SIZE, DAY);
    Table table =
        (kind == Table.Kind.INTERNAL
                ? Table.internal("silver", "things", "One thing.", fields)
                : Table.published("silver", "things", "One thing.", fields))
            .keyedBy(ID)
            .law("size_is_positive", "size > 0");
    lake.create(table);
    replace(table, things(rows, "1L"));
    return table;
  }

  private Dataset<Row> things(long rows, String size) {
    return spark.range(rows).selectExpr("id", size + " AS size", "DATE'2026-03-01' AS day");
  }

  private Written replace(Table table, Dataset<Row> rows) {
    return new Replacement(lake, table).write(null, rows, PROGRESS);
  }

  private String rows(Dataset<Row> rows) {
    return rows.orderBy("id").collectAsList().toString();
  }

  /** As another Delta reader finds it, that has not seen the table before. */
  private Dataset<Row> cold(Table table) {
    DeltaLog.clearCache();
    return spark.read().format("delta").load(lake.path(table));
  }

  private String feed(Table table) {
    long version = lake.version(table);
    return lake.changes(table, version - 1, version)
        .select("id", "size", "_change_type")
        .orderBy("id", "_change_type")
        .collectAsList()
        .toString();
  }

  @ParameterizedTest
  @EnumSource(Table.Kind.class)
  void rowsComeGoAndChangeAtOnce_tableAndFeedHaveThem(Table.Kind kind) {
    Table table = table(kind, 4);
    Dataset<Row> next = things(5, "IF(id = 1, 7L, 1L)").where("id <> 2");
    assertThat(replace(table, next)).isEqualTo(new Written(1, 1, 1));
    assertThat(rows(cold(table).select("id", "size"))).isEqualTo("[[0,1], [1,7], [3,1], [4,1]]");
    assertThat(feed(table))
        .isEqualTo("[[1,7,update_postimage], [1,1,update_preimage], [2,1,delete], [4,1,insert]]");
  }

  @ParameterizedTest
  @EnumSource(Table.Kind.class)
  void fileLosesRowsTwice_bothAreGone(Table.Kind kind) {
    Table table = table(kind, 5);
    replace(table, things(5, "1L").where("id <> 0"));
    replace(table, things(5, "IF(id = 4, 2L, 1L)").where("id <> 0"));
    assertThat(replace(table, things(5, "IF(id = 4, 2L, 1L)").where("id > 1")))
        .isEqualTo(new Written(0, 0, 1));
    assertThat(rows(cold(table).select("id", "size"))).isEqualTo("[[2,1], [3,1], [4,2]]");
    assertThat(feed(table)).isEqualTo("[[1,1,delete]]");
  }

  @Test
  void checksumIsGone_transactionIsKnownByItsNumberAllTheSame() throws IOException {
    Table table = table(Table.Kind.INTERNAL, 1);
    assertThat(appendedOnce(table, 3)).isEqualTo(2);
    Path log = Path.of(lake.path(table), "_delta_log");
    Files.delete(log.resolve("%020d.crc".formatted(lake.version(table))));
    DeltaLog.clearCache();
    assertThat(appendedOnce(table, 3)).isEqualTo(-1);
    assertThat(appendedOnce(table, 2)).isEqualTo(-1);
    assertThat(appendedOnce(table, 4)).isEqualTo(2);
    assertThat(cold(table).count()).isEqualTo(5);
  }

  @Test
  void transactionHasNoRows_isRememberedAllTheSame() {
    Table table = table(Table.Kind.INTERNAL, 1);
    Dataset<Row> none = things(0, "1L");
    TableCommit commit = new TableCommit(lake, table);
    assertThat(commit.appendOnce(none, PROGRESS, "files", 0)).isZero();
    assertThat(appendedOnce(table, 0)).isEqualTo(-1);
  }

  private long appendedOnce(Table table, long number) {
    return new TableCommit(lake, table).appendOnce(things(2, "1L"), PROGRESS, "files", number);
  }

  @ParameterizedTest
  @EnumSource(Table.Kind.class)
  void allRowsGo_noFileStays(Table.Kind kind) {
    Table table = table(kind, 3);
    replace(table, things(3, "1L").where("id <> 0"));
    assertThat(replace(table, things(0, "1L"))).isEqualTo(new Written(0, 0, 2));
    assertThat(cold(table).count()).isZero();
    assertThat(lake.files(table)).isZero();
    assertThat(replace(table, things(2, "3L"))).isEqualTo(new Written(2, 0, 0));
    assertThat(rows(cold(table).select("id", "size"))).isEqualTo("[[0,3], [1,3]]");
  }

  @ParameterizedTest
  @EnumSource(Table.Kind.class)
  @Timeout(60)
  void rowBreaksALaw_nothingIsCommitted(Table.Kind kind) throws InterruptedException {
    Table table = table(kind, 3);
    long before = lake.version(table);
    assertThatThrownBy(() -> replace(table, things(3, "IF(id = 1, 0L, 1L)")))
        .hasStackTraceContaining(DeltaInvariantViolationException.class.getName());
    assertThat(lake.version(table)).isEqualTo(before);
    awaitOtherTasks();
  }

  /** Those of a query that has failed still write into the folder that the test leaves. */
  private void awaitOtherTasks() throws InterruptedException {
    while (Stream.of(spark.sparkContext().statusTracker().getExecutorInfos())
        .anyMatch(executor -> executor.numRunningTasks() > 0)) {
      Thread.sleep(10);
    }
  }

  @Test
  void aKeyOccursTwiceInWhatWasComputed_nothingIsCommitted() {
    Table table = table(Table.Kind.INTERNAL, 3);
    assertThatThrownBy(() -> replace(table, things(3, "2L").union(things(1, "3L"))))
        .hasMessage(
            "Cannot replace rows of silver.things: 2 new ones stand for 1. A key must occur once.");
  }

  @ParameterizedTest
  @EnumSource(Table.Kind.class)
  void somebodyElseCommitsBetween_commitIsRefused(Table.Kind kind) {
    Table table = table(kind, 3);
    TableCommit late = new TableCommit(lake, table);
    DeltaTable.forPath(spark, lake.path(table)).delete("id = 0");
    assertThatThrownBy(() -> late.append(things(1, "5L"), PROGRESS))
        .isInstanceOf(DeltaConcurrentModificationException.class);
  }

  @ParameterizedTest
  @EnumSource(Table.Kind.class)
  void smallerTypesThanTheTables_becomeTheTables(Table.Kind kind) {
    Table table = table(kind, 3);
    replace(table, things(3, "CAST(IF(id = 1, 7, 1) AS INT)"));
    replace(table, things(4, "CAST(IF(id = 1, 7, 1) AS INT)"));
    assertThat(rows(cold(table).select("id", "size"))).isEqualTo("[[0,1], [1,7], [2,1], [3,1]]");
  }
}
