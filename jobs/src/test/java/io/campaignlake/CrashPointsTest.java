package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.CrashingLake.Stage;
import io.campaignlake.lake.Table;
import io.campaignlake.reference.Landing;
import io.campaignlake.testing.Life;
import io.campaignlake.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that dies at any step of its work on the disk loses and doubles nothing: the next run makes
 * up for it, and every table is as if nothing had happened.
 */
@ExtendWith(SparkExtension.class)
final class CrashPointsTest {
  private static final int POINTS_OF_AN_ARRIVAL = Integer.getInteger("crash.points", 110);

  /** After every so many deaths the run goes on to its end, and all tables are compared. */
  private static final int WHOLE_RUN_EACH = 10;

  /**
   * Many more steps than any job needs, so that a run gets on between its deaths and is at its end
   * after a few.
   */
  private static final int LONGEST_LIFE = 250;

  @TempDir Path folder;
  private CrashingLake lake;
  private int deaths;

  @BeforeEach
  void noLakeYet(SparkSession spark) {
    lake = new CrashingLake(spark, folder);
  }

  private Life.End nextEnd() {
    return Life.End.values()[deaths % Life.End.values().length];
  }

  @Test
  void runThatDiesAgainAndAgain_losesAndDoublesNothing() throws IOException {
    List<Landing> arrivals = CrashArrivals.both();
    lake.growAtOnce(arrivals.get(0));
    Stage run = lake.growAtOnce(arrivals.get(1));
    Random lives = new Random(1);
    Path last = run.before();
    Path after = last;
    while (after != null) {
      last = after;
      after = lake.died(last, run.jobs(), lives.nextInt(1, LONGEST_LIFE), nextEnd());
      deaths += after == null ? 0 : 1;
    }
    assertThat(deaths).as("deaths").isGreaterThanOrEqualTo(2);
    lake.goOn(last);
    lake.assertSame(last, run.after(), Jobs.tables());
  }

  @Test
  @Tag("properties")
  void twoHundredCrashPoints_loseAndDoubleNothing() throws IOException {
    long steps = 0;
    for (Landing arrival : CrashArrivals.both()) {
      List<Stage> stages = lake.grow(arrival);
      steps += stages.stream().mapToLong(Stage::steps).sum();
      crashEvenly(stages);
    }
    System.out.printf("%d deaths, spread over %d steps%n", deaths, steps);
    assertThat(deaths).isGreaterThanOrEqualTo(2 * POINTS_OF_AN_ARRIVAL * 9 / 10);
  }

  /** Points at equal distances over the steps of all stages. */
  private void crashEvenly(List<Stage> stages) throws IOException {
    long steps = stages.stream().mapToLong(Stage::steps).sum();
    for (int point = 0; point < POINTS_OF_AN_ARRIVAL; point++) {
      long left = (2L * point + 1) * steps / (2L * POINTS_OF_AN_ARRIVAL);
      for (Stage stage : stages) {
        if (left >= 0 && left < stage.steps()) {
          crash(stage, left + 1, stages.get(stages.size() - 1).after());
        }
        left -= stage.steps();
      }
    }
  }

  private void crash(Stage stage, long step, Path end) throws IOException {
    Life.End how = nextEnd();
    Path restarted = lake.crashed(stage, step, how);
    if (restarted == null) {
      return;
    }
    deaths++;
    try {
      List<Table> written = stage.jobs().stream().flatMap(job -> job.writes().stream()).toList();
      lake.assertSame(restarted, stage.after(), written);
      if (deaths % WHOLE_RUN_EACH == 0) {
        lake.goOn(restarted);
        lake.assertSame(restarted, end, Jobs.tables());
      }
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "%s died at step %d of %d, %s".formatted(stage, step, stage.steps(), how), e);
    }
    FileUtils.deleteDirectory(restarted.toFile());
  }
}
