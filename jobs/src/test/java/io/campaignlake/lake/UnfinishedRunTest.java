package io.campaignlake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.testing.SparkExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stays behind a run that fails: numbers of two policies never stand in one lake, and its line
 * in the log says FAILED.
 */
@ExtendWith(SparkExtension.class)
final class UnfinishedRunTest {
  private static final String SAO_PAULO = "lake.zone=America/Sao_Paulo";
  private static final String BOGOTA = "lake.zone=America/Bogota";

  /** Does nothing, or stands for a job during which the process ends. */
  private record SomeJob(Runnable work) implements Job {
    @Override
    public List<Table> inputs() {
      return List.of();
    }

    @Override
    public List<Table> writes() {
      return List.of();
    }

    @Override
    public void run(JobRun run) {
      work.run();
    }
  }

  private static final Job DONE = new SomeJob(() -> {});
  private static final Job DYING =
      new SomeJob(
          () -> {
            throw new IllegalStateException("died");
          });

  @TempDir Path root;
  private Lake lake;

  @BeforeEach
  void open(SparkSession spark) {
    lake = new Lake(spark, root.toString());
  }

  private void run(String policy, JobRun.Mode mode, Job job) {
    List<String> sets = List.of("lake.root=" + root, policy);
    Settings settings = Settings.of(LakeConfig.load(null, sets, Map.of()));
    LakeClock clock = LakeClock.fixed(Instant.parse("2026-03-10T12:00:00Z"));
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    new JobRunner(lake, settings, clock, nowhere).run(List.of(job), List.of(), mode);
  }

  private void die(String policy, JobRun.Mode mode) {
    assertThatThrownBy(() -> run(policy, mode, DYING)).hasMessage("died");
  }

  private void assertRefused(String policy, String message) {
    assertThatThrownBy(() -> run(policy, JobRun.Mode.INCREMENT, DONE))
        .isInstanceOf(LakeException.class)
        .hasMessage(message);
  }

  private void assertGoesOn(String policy) {
    assertThatCode(() -> run(policy, JobRun.Mode.INCREMENT, DONE)).doesNotThrowAnyException();
  }

  @Test
  void firstRunDies_onlyItsPolicyGoesOn() {
    die(SAO_PAULO, JobRun.Mode.INCREMENT);
    assertRefused(
        BOGOTA,
        "Cannot run: lake.zone was America/Sao_Paulo and is America/Bogota."
            + " Restore it or run ./lake rebuild");
    assertGoesOn(SAO_PAULO);
  }

  @Test
  void rebuildWithAnotherPolicyDies_onlyARebuildGoesOn() {
    run(SAO_PAULO, JobRun.Mode.INCREMENT, DONE);
    die(BOGOTA, JobRun.Mode.REBUILD);
    for (String either : List.of(SAO_PAULO, BOGOTA)) {
      assertRefused(
          either,
          "Cannot run: a rebuild with another policy has not ended, and some tables are of that"
              + " policy. Run ./lake rebuild");
    }
    run(BOGOTA, JobRun.Mode.REBUILD, DONE);
    assertGoesOn(BOGOTA);
  }

  @Test
  void rebuildWithTheSamePolicyDies_runsGoOn() {
    run(SAO_PAULO, JobRun.Mode.INCREMENT, DONE);
    die(SAO_PAULO, JobRun.Mode.REBUILD);
    assertGoesOn(SAO_PAULO);
  }

  @Test
  void jobFailsWithAnExceptionThatNoSignatureNames_isLoggedAsFailed() {
    Job failing =
        new SomeJob(() -> UnfinishedRunTest.<RuntimeException>fail(new IOException("no disk")));
    assertThatThrownBy(() -> run(SAO_PAULO, JobRun.Mode.INCREMENT, failing)).hasMessage("no disk");
    assertThat(lake.read(Ops.JOB_RUNS).select("status").distinct().collectAsList().toString())
        .isEqualTo("[[FAILED]]");
  }

  /** As Scala does: throws what it likes. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void fail(Throwable any) throws E {
    throw (E) any;
  }
}
