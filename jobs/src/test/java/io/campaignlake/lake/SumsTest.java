package io.campaignlake.lake;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Counts that are carried on by what changed are those of a count of all. */
final class SumsTest extends LakeOfThings {
  private static final Field ALL = Field.required("things", LongType, "Things.");
  private static final Field EARLY = Field.required("early", LongType, "Those before the third.");
  private static final Field IDS = Field.required("ids", LongType, "Sum of their ids.");

  /** Of each size: how many things, how many of them before the third, and the sum of their ids. */
  private static Dataset<Row> counted(Dataset<Row> things) {
    return things
        .groupBy(SIZE.col())
        .agg(
            ALL.is(Sums.count(lit(true))),
            EARLY.is(Sums.count(ID.col().lt(3))),
            IDS.is(Sums.of(ID.col())));
  }

  private void replaceAndCarryOn(Dataset<Row> things) {
    Dataset<Row> before = counted(Sums.once(lake.read(THINGS))).localCheckpoint();
    replace(things);
    Inputs inputs = newRun().inputs();
    Dataset<Row> more = counted(inputs.moreOf(THINGS, ID.col(), SIZE.col()));
    Dataset<Row> carried =
        Sums.added(before.unionByName(more), List.of(SIZE), List.of(ALL, EARLY, IDS));
    Dataset<Row> anew = counted(Sums.once(lake.read(THINGS)));
    assertThat(carried.orderBy(SIZE.col()).collectAsList())
        .isEqualTo(anew.orderBy(SIZE.col()).collectAsList());
  }

  @Test
  void rowsCame_areAdded() {
    replaceAndCarryOn(things(11, "IF(id < 8, 1L, id - 7)"));
  }

  @Test
  void rowsWent_areTakenAway() {
    replaceAndCarryOn(things(5, "1L").where("id <> 1"));
  }

  @Test
  void rowsMovedFromKeyToKey_nothingIsLeftOfTheOldKey() {
    replaceAndCarryOn(things(8, "2L"));
  }

  @Test
  void whatIsUndone_takesAwayWhatCame() {
    replace(things(9, "1L"));
    Dataset<Row> more = newRun().inputs().moreOf(THINGS, ID.col(), SIZE.col());
    Dataset<Row> both = counted(more).unionByName(counted(Sums.undone(more)));
    assertThat(counted(more).count()).isEqualTo(1);
    assertThat(Sums.added(both, List.of(SIZE), List.of(ALL, EARLY, IDS)).isEmpty()).isTrue();
  }
}
