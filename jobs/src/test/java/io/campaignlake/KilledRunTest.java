package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.attribution.OrderCandidates;
import io.campaignlake.gold.CampaignDailyValue;
import io.campaignlake.lake.Ops;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.reports.Conversions;
import io.campaignlake.reports.RecordStatus;
import io.campaignlake.silver.Messages;
import io.campaignlake.testing.LakeProcess;
import io.campaignlake.testing.LakeRows;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./lake run} killed by SIGKILL in the middle of its work, and the runs after it: the lake's
 * lock does not keep them out, and every table is as if nothing had happened.
 */
@ExtendWith(SparkExtension.class)
final class KilledRunTest {
  private static final int RANDOM_KILLS = Integer.getInteger("random.kills", 50);

  @TempDir Path folder;
  private SparkSession spark;
  private TestLake lake;
  private Map<Table, List<Map<String, String>>> undisturbed;
  private int copies;

  /** A lake that had one run, and what has landed since. */
  @BeforeEach
  void secondArrivalHasLanded(SparkSession session) throws IOException {
    spark = session;
    lake = new TestLake(spark, folder, GoldenCases.NOW, "quality.max-rejected-share=1");
    LandingFiles files = new LandingFiles(lake.landing(), 1);
    List<Landing> arrivals = CrashArrivals.both();
    files.write(arrivals.get(0));
    lake.run();
    files.write(arrivals.get(1));
    undisturbed = rows(copy().run());
  }

  /** Something that a run leaves on the disk, at which it is killed. */
  private record Phase(String name, BooleanSupplier reached) {}

  /** In the order in which a run comes by. */
  private List<Phase> phases() {
    return List.of(
        committed("files are logged, none is read", RawTables.LANDING_FILES),
        committed("some sources are in raw", RawTables.CLICKS),
        checkpointed("the stream's batch is done"),
        committed("messages are folded", Messages.TABLE),
        committed("candidates are there, credits are not", OrderCandidates.TABLE),
        committed("values of days are there, counts are not", CampaignDailyValue.TABLE),
        committed("one report is there, the other is not", RecordStatus.TABLE),
        committed("all is there, the log of runs is not", Conversions.TABLE));
  }

  private Phase committed(String name, Table table) {
    long next = lake.lake().version(table) + 1;
    Path commit = Path.of(lake.lake().path(table), "_delta_log", "%020d.json".formatted(next));
    return new Phase(name, () -> Files.exists(commit));
  }

  private Phase checkpointed(String name) {
    Path commits = Path.of(lake.settings().lakeRoot(), "_checkpoints/ingest-landing/commits");
    long before = files(commits);
    return new Phase(name, () -> files(commits) > before);
  }

  private static long files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each process takes up what the one before it left, and is killed one phase later. */
  @Test
  void killedInEachPhase_runsAfterItMakeUpForAll() throws IOException {
    for (Phase phase : phases()) {
      assertThat(phase.reached().getAsBoolean()).as("too late for: %s", phase.name()).isFalse();
      LakeProcess process = LakeProcess.start(lake, "run");
      process.await(phase.reached());
      process.kill();
      assertThat(lockFile()).content().startsWith("process %d on ".formatted(process.pid()));
    }
    LakeProcess last = LakeProcess.start(lake, "run");
    assertThat(last.exitCode()).as(last.said()).isZero();
    assertSameAfter("eight kills", lake);
  }

  private Path lockFile() {
    return Path.of(lake.settings().lakeRoot(), "_locks/data-jobs.lock");
  }

  @Test
  @Tag("properties")
  void killedAtRandomMoments_runsAfterItMakeUpForAll() throws IOException {
    long work = millisOfWork(copy());
    Random random = new Random(RANDOM_KILLS);
    for (int kill = 1; kill <= RANDOM_KILLS; ) {
      TestLake dying = copy();
      LakeProcess process = LakeProcess.start(dying, "run");
      awaitBegin(dying, process);
      long millis = random.nextLong(work);
      long begun = System.nanoTime();
      process.await(() -> millisSince(begun) >= millis || !process.lives());
      if (!process.killedInTime()) {
        // The machine is quicker than it was: a run that came to its end was not killed.
        work = millisSince(begun);
        continue;
      }
      assertSameAfter("%d ms of %d".formatted(millis, work), dying.run());
      System.out.printf("kill %d of %d: after %d of %d ms%n", kill++, RANDOM_KILLS, millis, work);
    }
  }

  private static long millisSince(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }

  /** From the moment at which it takes the lock to its last commit. */
  private long millisOfWork(TestLake undying) {
    LakeProcess process = LakeProcess.start(undying, "run");
    awaitBegin(undying, process);
    long begun = System.nanoTime();
    long runs = undying.lake().version(Ops.JOB_RUNS);
    process.await(() -> undying.lake().version(Ops.JOB_RUNS) > runs);
    long millis = millisSince(begun);
    assertThat(process.exitCode()).as(process.said()).isZero();
    return millis;
  }

  private static void awaitBegin(TestLake lake, LakeProcess process) {
    Path lock = Path.of(lake.settings().lakeRoot(), "_locks/data-jobs.lock");
    String owner = "process %d ".formatted(process.pid());
    process.await(
        () -> {
          try {
            return Files.readString(lock).startsWith(owner);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private TestLake copy() throws IOException {
    return lake.copyTo(folder.resolve("copy-" + ++copies), "landing.root=" + lake.landing());
  }

  private static Map<Table, List<Map<String, String>>> rows(TestLake lake) {
    Map<Table, List<Map<String, String>>> rows = new LinkedHashMap<>();
    Jobs.tables().forEach(table -> rows.put(table, lake.rows(table)));
    return rows;
  }

  private void assertSameAfter(String kill, TestLake made) {
    Map<Table, List<Map<String, String>>> found = rows(made);
    try {
      undisturbed.forEach(
          (table, rows) -> LakeRows.assertSame(table.fullName(), found.get(table), rows));
    } catch (AssertionError e) {
      throw new AssertionError("after the kill at: " + kill, e);
    }
  }
}
