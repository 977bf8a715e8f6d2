package io.campaignlake.lake;

import static java.io.OutputStream.nullOutputStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.testing.SparkExtension;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Feeds are read once for the jobs of a run, and nothing is kept after it. */
final class FeedsTest extends LakeOfThings {
  private final List<Boolean> keptBefore = new ArrayList<>();
  private Set<Object> rddsBefore = Set.of();

  @BeforeEach
  void someThingsChanged() {
    replace(things(8, "IF(id < 3, 7L, 1L)"));
    spark.catalog().clearCache();
    rddsBefore = SparkExtension.keptRdds();
  }

  private boolean isAnythingKept() {
    Set<Object> rdds = SparkExtension.keptRdds();
    rdds.removeAll(rddsBefore);
    return !((SparkSession) spark).sharedState().cacheManager().isEmpty() || !rdds.isEmpty();
  }

  private long changed() {
    long version = lake.version(THINGS);
    return lake.feeds().of(THINGS, version - 1, version).count();
  }

  @Test
  void otherVersions_areAnotherFeed() {
    assertThat(changed()).isEqualTo(6);
    replace(things(8, "IF(id < 2, 7L, 1L)"));
    assertThat(changed()).isEqualTo(2);
  }

  @Test
  void laterJobReadsTheTableToo_itsFeedIsKeptForIt() {
    runAll(asking(), asking());
    assertThat(keptBefore).containsExactly(false, true);
    assertThat(isAnythingKept()).isFalse();
  }

  @Test
  void jobIsOver_whatItKeptForItselfIsLetGo() {
    Job keeping = doing(() -> Kept.rows(things(3, "1L")).count());
    runAll(keeping, keeping);
    assertThat(keptBefore).containsExactly(false, false);
    assertThat(isAnythingKept()).isFalse();
  }

  @Test
  void jobFails_nothingIsKept() {
    Job failing =
        doing(
            () -> {
              changed();
              Kept.rows(things(3, "1L")).count();
              throw LakeException.failed("Cannot copy things: they are gone. Bring them back.");
            });
    assertThatThrownBy(() -> runAll(failing, asking())).isInstanceOf(LakeException.class);
    assertThat(isAnythingKept()).isFalse();
  }

  private Job asking() {
    return doing(this::changed);
  }

  /** Notes what was kept when it began. */
  private Job doing(Runnable work) {
    return new CopyThingsJob(
        run -> {
          keptBefore.add(isAnythingKept());
          work.run();
        });
  }

  private void runAll(Job... jobs) {
    new JobRunner(
            lake, newRun().settings(), LakeClock.system(), new PrintStream(nullOutputStream()))
        .run(List.of(jobs), List.of(THINGS, COPIES), JobRun.Mode.INCREMENT);
  }
}
