package io.campaignlake.lake;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.junit.jupiter.api.Test;

/** Which of the changes in its feeds count for a job. */
final class ChangesTest extends LakeOfThings {
  private String changesOf(Column... columns) {
    return newRun().inputs().changesOf(THINGS, columns).orderBy(columns).collectAsList().toString();
  }

  @Test
  void changeOfAnotherColumn_doesNotCount() {
    replace(things(8, "IF(id = 3, 7L, 1L)"));
    assertThat(changesOf(ID.col(), DAY.col())).isEqualTo("[]");
    assertThat(changesOf(ID.col(), SIZE.col())).isEqualTo("[[3,1], [3,7]]");
  }

  @Test
  void rowsThatCameAndWent_countAsTheyAreAndAsTheyWere() {
    replace(things(9, "1L").where("id <> 0"));
    assertThat(changesOf(ID.col())).isEqualTo("[[0], [8]]");
    assertThat(changesOf(SIZE.col())).as("as many of that size as before").isEqualTo("[]");
  }

  @Test
  void changeThatWasTakenBack_doesNotCount() {
    replace(things(8, "IF(id = 3, 7L, 1L)"));
    replace(things(8, "1L"));
    assertThat(changesOf(ID.col(), SIZE.col())).isEqualTo("[]");
    assertThat(newRun().inputs().changes(THINGS).count()).isEqualTo(4);
  }

  @Test
  void tableWasPutBack_nothingChangedInTheEnd() {
    long before = lake.version(THINGS);
    replace(things(9, "IF(id = 3, 7L, 1L)").where("id <> 5"));
    replace(things(9, "IF(id = 4, 7L, 1L)"));
    lake.restore(THINGS, before, Progress.none("job", "run"));
    assertThat(changesOf(ID.col(), SIZE.col())).isEqualTo("[]");
  }

  @Test
  void tableWasPutBackAfterItWasRead_whatWasReadIsTakenBack() {
    long before = lake.version(THINGS);
    replace(things(9, "IF(id = 3, 7L, 1L)").where("id <> 5"));
    new CopyThingsJob().run(newRun());
    lake.restore(THINGS, before, Progress.none("job", "run"));
    String more =
        newRun()
            .inputs()
            .moreOf(THINGS, ID.col(), SIZE.col())
            .orderBy(ID.col(), SIZE.col())
            .collectAsList()
            .toString();
    assertThat(more).isEqualTo("[[3,1,1], [3,7,-1], [5,1,1], [8,1,-1]]");
  }

  @Test
  void rowsWereOnlyAdded_tableOnlyGrew() {
    assertThat(onlyGrew()).as("nothing new").isTrue();
    replace(things(9, "1L"));
    assertThat(onlyGrew()).isTrue();
    DeltaTable.forPath(spark, lake.path(THINGS)).optimize().executeCompaction();
    assertThat(newRun().inputs().changed(THINGS)).isTrue();
    assertThat(onlyGrew()).as("compaction takes no row away").isTrue();
  }

  @Test
  void rowChangedOrWent_tableDidMoreThanGrow() {
    replace(things(8, "IF(id = 3, 7L, 1L)"));
    replace(things(9, "IF(id = 3, 7L, 1L)"));
    assertThat(onlyGrew()).isFalse();
  }

  @Test
  void rowsWentWithTheirFiles_tableDidMoreThanGrow() {
    DeltaTable.forPath(spark, lake.path(THINGS)).delete(col("id").geq(0));
    assertThat(onlyGrew()).isFalse();
  }

  @Test
  void daysAreChosen_theirRowsCountAsChangedWhateverGrew() {
    Days march = new Days(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"));
    Inputs inputs = newRun(JobRun.Mode.INCREMENT, march).inputs();
    assertThat(inputs.onlyGrew(THINGS)).isFalse();
    assertThat(inputs.changesOf(THINGS, ID.col()).count()).isEqualTo(8);
  }

  private boolean onlyGrew() {
    return newRun().inputs().onlyGrew(THINGS);
  }
}
