package io.campaignlake.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What a job asks of few rows in a lake of which it must not read all. */
final class InputsTest extends LakeOfThings {
  private static final Table COPIES_BY_DAY =
      Table.internal("silver", "copies_by_day", "One thing.", List.of(ID, SIZE, DAY))
          .keyedBy(ID)
          .daysBy(DAY);

  private String current(long... ids) {
    Dataset<Row> keys = spark.range(0).toDF("id");
    for (long id : ids) {
      keys = keys.union(spark.range(id, id + 1).toDF("id"));
    }
    return newRun()
        .inputs()
        .current(THINGS, keys)
        .select("id", "size")
        .orderBy("id")
        .collectAsList()
        .toString();
  }

  @Test
  void rowsChangedInOneVersion_areAsTheFeedHasThem() {
    replace(things(9, "IF(id < 3, 7L, 1L)").where("id <> 1"));
    assertThat(current(0, 1, 8)).isEqualTo("[[0,7], [8,1]]");
  }

  @Test
  void someOfTheRowsDidNotChange_thoseComeFromTheTable() {
    replace(things(8, "IF(id < 3, 7L, 1L)"));
    assertThat(current(2, 3, 99)).isEqualTo("[[2,7], [3,1]]");
  }

  @Test
  void rowsChangedInTwoVersions_areAsTheLastHasThem() {
    replace(things(8, "IF(id = 3, 7L, 1L)"));
    replace(things(8, "IF(id = 3, 8L, 1L)").where("id <> 2"));
    assertThat(current(2, 3, 4)).isEqualTo("[[3,8], [4,1]]");
  }

  @Test
  void nothingChanged_rowsComeFromTheTable() {
    assertThat(current(5)).isEqualTo("[[5,1]]");
  }

  @Test
  void noKeysAreAskedFor_tableIsNotRead() {
    Dataset<Row> none = SmallSide.counted(things(8, "1L").where("id > 90").select("id"));
    Dataset<Row> one = SmallSide.counted(things(8, "1L").where("id = 3").select("id"));
    assertThat(planOf(lake.read(THINGS).join(none, "id"))).doesNotContain("FileScan");
    assertThat(planOf(lake.read(THINGS).join(one, "id"))).contains("FileScan");
  }

  private static String planOf(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows)
        .queryExecution()
        .executedPlan()
        .toString();
  }

  @Test
  void rowsThatComeAgain_areFoundOnAllTheirDays() {
    lake.create(COPIES_BY_DAY);
    Insertion insertion = new Insertion(lake, COPIES_BY_DAY);
    Progress progress = Progress.none("job", "run");
    insertion.write(things(8, "1L"), progress);
    assertThat(insertion.write(things(9, "1L").where("id <> 0"), progress))
        .isEqualTo(new Written(1, 0, 0));
    assertThat(insertion.write(things(0, "1L"), progress)).isEqualTo(Written.NOTHING);
  }

  @Test
  void rowsMoveToAnotherDay_replacementFindsThemOnTheirOld() {
    Dataset<Row> moved = things(8, "1L").where("id = 3").withColumn("day", col("day").plus(1));
    Dataset<Row> dirty = moved.union(things(8, "1L").where("id = 3")).select("id", "day");
    Written written = new Replacement(lake, THINGS).write(dirty, moved, Progress.none("job", "r"));
    assertThat(written).isEqualTo(new Written(0, 1, 0));
    assertThat(lake.read(THINGS).where("id = 3").select("day").collectAsList().toString())
        .isEqualTo("[[2026-03-05]]");
  }

  @Test
  void spanOfFewDays_holdsThemAndNoOthers() {
    Span span = Span.of(things(8, "1L").where("id IN (2, 4)"), DAY.col());
    assertThat(lake.read(THINGS).where(span.holds(DAY.col())).count()).isEqualTo(3);
    assertThat(Span.of(things(0, "1L"), DAY.col()).holds(DAY.col()).toString()).contains("false");
  }

  @Test
  void historyThatComesAtOnce_isWatchedOnce() {
    lake.create(COPIES_BY_DAY);
    Observed observed = new Observed();
    Dataset<Row> watched = observed.on(things(8, "1L"), count("id").as("rows"));
    new Replacement(lake, COPIES_BY_DAY).write(null, watched, Progress.none("job", "run"));
    assertThat(observed.taken().toString()).isEqualTo("[[8]]");
  }

  @Test
  void historyThatComesAtOnce_liesInFilesOfFewDaysEach() {
    lake.create(COPIES_BY_DAY);
    Dataset<Row> thousandsADay =
        things(20, "1L")
            .crossJoin(spark.range(20_000).toDF("n"))
            .select(
                col("id").plus(col("n").multiply(20)).as("id"),
                xxhash64(col("id"), col("n")).as("size"),
                col("day"));
    new Replacement(lake, COPIES_BY_DAY).write(null, thousandsADay, Progress.none("job", "run"));
    Dataset<Row> files =
        lake.read(COPIES_BY_DAY)
            .groupBy(col("_metadata.file_path"))
            .agg(
                count_distinct(col("day")).as("days"),
                datediff(max("day"), min("day")).plus(1).as("from_first_to_last"));
    assertThat(files.count()).isGreaterThan(1);
    assertThat(files.where("days <> from_first_to_last").count()).isZero();
    assertThat(files.agg(sum("days")).head().getLong(0)).as("each in one file").isEqualTo(20);
  }
}
