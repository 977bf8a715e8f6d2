package io.campaignlake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** Where Delta, used in the obvious way, loses rows, invents changes or stops: it does not here. */
@ExtendWith(SparkExtension.class)
final class DeltaTrapsTest {
  private static final Field ID = Field.required("id", DataTypes.LongType, "Id.");
  private static final Field SIZE = Field.required("size", DataTypes.LongType, "Size.");
  private static final Table THINGS =
      Table.internal("silver", "things", "One thing.", List.of(ID, SIZE)).keyedBy(ID);
  private static final Table COPIES =
      Table.internal("silver", "copies", "One thing again.", List.of(ID, SIZE)).keyedBy(ID);

  private static final Table DIFFERENCES =
      Table.internal("silver", "differences", "One thing of one table.", List.of(ID, SIZE))
          .keyedBy(ID);

  /** Copies what changed in the things. */
  private record CopyThingsJob() implements Job {
    @Override
    public List<Table> inputs() {
      return List.of(THINGS);
    }

    @Override
    public List<Table> writes() {
      return List.of(COPIES);
    }

    @Override
    public void run(JobRun run) {
      Inputs inputs = run.inputs();
      run.replace(COPIES, null, inputs.read(THINGS), inputs);
    }
  }

  /** Reads both tables. */
  private record CompareThingsJob() implements Job {
    @Override
    public List<Table> inputs() {
      return List.of(THINGS, COPIES);
    }

    @Override
    public List<Table> writes() {
      return List.of(DIFFERENCES);
    }

    @Override
    public void run(JobRun run) {
      new Appender(run.lake(), DIFFERENCES).recordOnly(run.inputs().progress());
    }
  }

  @TempDir Path root;
  private SparkSession spark;
  private Lake lake;
  private Settings settings;
  private int runs;

  @BeforeEach
  void tables(SparkSession session) {
    spark = session;
    lake = new Lake(spark, root.toString());
    settings = Settings.of(LakeConfig.load(null, List.of("lake.root=" + root), Map.of()));
    lake.create(THINGS);
    lake.create(COPIES);
  }

  private JobRun newRun() {
    return newRun(new CopyThingsJob());
  }

  private JobRun newRun(Job job) {
    Instant now = Instant.parse("2026-03-10T12:00:00Z");
    JobRun.Mode mode = JobRun.Mode.INCREMENT;
    return new JobRun(lake, settings, now, "run-" + ++runs, job, mode, null);
  }

  private Dataset<Row> things(long howMany, long size) {
    return spark.range(howMany).selectExpr("id", size + "L AS size");
  }

  private Written replaced(Dataset<Row> rows) {
    return newRun().replace(THINGS, null, rows, null);
  }

  private List<Row> feedSince(long version) {
    return lake.changes(THINGS, version, lake.version(THINGS))
        .select("id", "size", "_change_type")
        .orderBy("id", "_change_type")
        .collectAsList();
  }

  @Test
  void equalRowsInPlaceOfEqualOnes_areNoChange() {
    replaced(things(100, 1));
    long before = lake.version(THINGS);
    assertThat(replaced(things(100, 1))).isEqualTo(Written.NOTHING);
    assertThat(lake.version(THINGS)).isEqualTo(before);
  }

  @Test
  void oneRowOfAHundredDiffers_feedHasItsTwoImagesAlone() {
    replaced(things(100, 1));
    long before = lake.version(THINGS);
    replaced(things(100, 1).selectExpr("id", "IF(id = 42, 2L, size) AS size"));
    assertThat(feedSince(before).toString())
        .isEqualTo("[[42,2,update_postimage], [42,1,update_preimage]]");
  }

  @Test
  void updateOfAnInternalTable_copiesNoRow() {
    replaced(things(100, 1));
    replaced(things(100, 1).selectExpr("id", "IF(id = 42, 2L, size) AS size"));
    assertThat(lake.filesByPath(lake.latest(THINGS)).values())
        .extracting(
            file -> file.numLogicalRecords().get() + " of " + file.numPhysicalRecords().get())
        .containsExactlyInAnyOrder("50 of 50", "49 of 50", "1 of 1");
  }

  @Test
  void feedFromTheLatestVersionOn_isEmpty() {
    replaced(things(3, 1));
    new CopyThingsJob().run(newRun());
    Inputs again = newRun().inputs();
    assertThat(again.unchanged()).isTrue();
    assertThat(again.isFirst()).isFalse();
    assertThat(again.changes(THINGS).collectAsList()).isEmpty();
  }

  @Test
  void feedThatIsGone_isToldAndAllIsComputedAnew() throws IOException {
    replaced(things(3, 1));
    new CopyThingsJob().run(newRun());
    loseFeed();
    JobRun run = newRun();
    Inputs inputs = run.inputs();
    assertThat(inputs.isFirst()).isTrue();
    assertThat(run.counts()).containsEntry("change_feeds_gone", 1L);
    assertThat(inputs.changes(THINGS).count()).isEqualTo(5);
    new CopyThingsJob().run(run);
    assertThat(lake.read(COPIES).count()).isEqualTo(5);
  }

  @Test
  void oneFeedOfTwoIsGone_theOtherBringsAllRowsToo() throws IOException {
    replaced(things(3, 1));
    new CopyThingsJob().run(newRun());
    lake.create(DIFFERENCES);
    new CompareThingsJob().run(newRun(new CompareThingsJob()));
    loseFeed();
    Inputs inputs = newRun(new CompareThingsJob()).inputs();
    assertThat(inputs.isFirst()).isTrue();
    assertThat(inputs.changes(THINGS).count()).isEqualTo(5);
    assertThat(inputs.changes(COPIES).count()).as("unchanged, but to be computed").isEqualTo(3);
  }

  /** Two versions more, the first of which nobody can read any more. */
  private void loseFeed() throws IOException {
    long consumed = lake.version(THINGS);
    replaced(things(4, 1));
    replaced(things(5, 1));
    Path log = Path.of(lake.path(THINGS), "_delta_log");
    DeltaLog things = DeltaLog.forTable(spark, lake.path(THINGS));
    things.checkpoint(things.update(false, Option.empty(), Option.empty()), Option.empty());
    Files.delete(log.resolve("%020d.json".formatted(consumed + 1)));
  }

  @Test
  void batchThatRunsAgain_addsNothingAndAnotherStreamsFirstBatchDoes() {
    assertThat(newRun().appendOnce(THINGS, things(3, 1), "ingest:things:query-1", 0)).isEqualTo(3);
    assertThat(newRun().appendOnce(THINGS, things(3, 1), "ingest:things:query-1", 0)).isEqualTo(-1);
    assertThat(newRun().appendOnce(THINGS, things(3, 2), "ingest:things:query-2", 0)).isEqualTo(3);
    assertThat(newRun().appendOnce(COPIES, things(3, 1), "ingest:copies:query-1", 0)).isEqualTo(3);
  }

  @Test
  void twoMergesOfOneRun_areBothThere() {
    replaced(things(3, 1));
    JobRun run = newRun();
    run.replace(THINGS, null, things(3, 2), null);
    run.replace(THINGS, null, things(3, 3), null);
    assertThat(lake.read(THINGS).where("size = 3").count()).isEqualTo(3);
  }

  @Test
  void commitThatFails_leavesNothingOfItselfInTheSession() {
    Progress progress = new Progress("copy-things", "run", Map.of("silver.things", 1L));
    assertThatThrownBy(
            () ->
                CommitInfo.with(
                    spark,
                    progress,
                    () -> {
                      throw new IllegalStateException("no disk");
                    }))
        .hasMessage("no disk");
    replaced(things(3, 1));
    assertThat(lake.consumed(THINGS, "copy-things")).isEmpty();
  }

  @Test
  void newTable_hasAChecksumThatDeltaReadsAndThatListsNoFiles() {
    FirstChecksum.complete(lake.path(THINGS), new Configuration());
    assertThat(coldChecksum().allFiles().get().isEmpty()).isTrue();
    assertThat(lake.read(THINGS).count()).isZero();
  }

  @Test
  void smallTable_isReadWithoutAQueryOverItsLog() throws TimeoutException {
    replaced(things(100, 1));
    replaced(things(100, 1).selectExpr("id", "IF(id = 42, 2L, size) AS size"));
    assertThat(coldChecksum().allFiles().isDefined()).isTrue();
    assertThat(jobsToPlan(spark.read().format("delta").load(lake.path(THINGS)))).isPositive();
    coldChecksum();
    assertThat(jobsToPlan(lake.read(THINGS))).isZero();
    assertThat(lake.read(THINGS).count()).isEqualTo(100);
    assertThat(lake.read(THINGS).where("size = 2").count()).isOne();
  }

  /** The latest checksum, as a process reads it that has not seen the table before. */
  private VersionChecksum coldChecksum() {
    DeltaLog.clearCache();
    return DeltaLog.forTable(spark, lake.path(THINGS))
        .update(false, Option.empty(), Option.empty())
        .checksumOpt()
        .get();
  }

  private long jobsToPlan(Dataset<Row> rows) throws TimeoutException {
    AtomicLong jobs = new AtomicLong();
    SparkListener counting =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            jobs.incrementAndGet();
          }
        };
    spark.sparkContext().addSparkListener(counting);
    try {
      ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().executedPlan();
      spark.sparkContext().listenerBus().waitUntilEmpty();
      return jobs.get();
    } finally {
      spark.sparkContext().removeSparkListener(counting);
    }
  }
}
