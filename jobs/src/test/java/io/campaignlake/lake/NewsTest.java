package io.campaignlake.lake;

import static java.io.OutputStream.nullOutputStream;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much is new for a job, and the settings that follow from it. */
final class NewsTest extends LakeOfThings {
  private static final Table PUBLISHED =
      Table.published("gold", "things", "One thing.", List.of(ID, SIZE, DAY)).keyedBy(ID);

  @Test
  void fewRowsChangedInALargeLake_areShuffledInFewPartitions() {
    int cores = spark.sparkContext().defaultParallelism();
    assertThat(partitionsOf(JobRun.Mode.REBUILD)).isEqualTo(64);
    assertThat(partitionsOf(JobRun.Mode.INCREMENT)).isEqualTo(64);
    replace(things(8, "IF(id < 3, 7L, 1L)"));
    assertThat(partitionsOf(JobRun.Mode.INCREMENT)).isEqualTo(Math.max(cores, 4));
    assertThat(partitionsOf(JobRun.Mode.REBUILD)).isEqualTo(64);
  }

  @Test
  void daysAreChosen_theyAreShuffledLikeTheHistory() {
    replace(things(8, "IF(id < 3, 7L, 1L)"));
    Days march = new Days(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"));
    assertThat(partitionsOf(newRun(JobRun.Mode.INCREMENT, march))).isEqualTo(64);
  }

  private int partitionsOf(JobRun.Mode mode) {
    return partitionsOf(newRun(mode, null));
  }

  private int partitionsOf(JobRun run) {
    spark.conf().set(DataSize.PARTITIONS, 64);
    run.inputs();
    return Integer.parseInt(spark.conf().get(DataSize.PARTITIONS));
  }

  @Test
  void whatIsNew_isAsLargeAsTheFilesThatBringIt() {
    long none = newRun().inputs().newBytes();
    replace(things(8, "IF(id < 3, 7L, 1L)"));
    long few = newRun().inputs().newBytes();
    replace(things(100_000, "id * 31"));
    assertThat(none).isZero();
    assertThat(few).isPositive();
    assertThat(newRun().inputs().newBytes()).isGreaterThan(few + 100_000);
  }

  @Test
  void jobIsOver_nextOneBeginsWithThePartitionsOfTheLake() {
    List<Integer> during = new ArrayList<>();
    Job watching =
        new CopyThingsJob(
            run -> during.add(Integer.parseInt(spark.conf().get(DataSize.PARTITIONS))));
    replace(things(8, "IF(id < 3, 7L, 1L)"));
    spark.conf().set(DataSize.PARTITIONS, 64);
    JobRunner runner =
        new JobRunner(
            lake, newRun().settings(), LakeClock.system(), new PrintStream(nullOutputStream()));
    runner.run(List.of(watching), List.of(THINGS, COPIES), JobRun.Mode.INCREMENT);
    assertThat(during).hasSize(1).allSatisfy(some -> assertThat(some).isLessThan(64));
    assertThat(DataSize.fitted(spark.conf()))
        .containsEntry(DataSize.PARTITIONS, "64")
        .containsEntry("spark.sql.adaptive.enabled", "true");
  }

  @Test
  void fewRowsOfAPublishedTable_areNewAlone() {
    lake.create(PUBLISHED);
    Replacement published = new Replacement(lake, PUBLISHED);
    Progress progress = Progress.none("job", "run");
    published.write(null, things(100_000, "id * 31"), progress);
    published.write(things(3, "1L").select("id"), things(3, "7L"), progress);
    long version = lake.version(PUBLISHED);
    assertThat(lake.log(PUBLISHED).feedBytes(version)).isPositive().isLessThan(10_000);
    assertThat(lake.log(PUBLISHED).feedBytes(version - 1)).isGreaterThan(100_000);
  }

  @Test
  void fewIsNew_planIsMadeOnce() {
    spark.conf().set(DataSize.PARTITIONS, 32);
    DataSize.fitToNews(spark.conf(), 48L << 20, 2);
    assertThat(spark.conf().get("spark.sql.adaptive.enabled")).isEqualTo("true");
    DataSize.fitToNews(spark.conf(), 32L << 20, 2);
    assertThat(spark.conf().get("spark.sql.adaptive.enabled")).isEqualTo("false");
    assertThat(spark.conf().get(DataSize.PARTITIONS)).isEqualTo("2");
    DataSize.fitToNews(spark.conf(), 3L << 20, 2);
    assertThat(spark.conf().get(DataSize.PARTITIONS)).isEqualTo("1");
  }

  @Test
  void muchIsNew_isShuffledLikeTheHistory() {
    spark.conf().set(DataSize.PARTITIONS, 64);
    DataSize.fitToNews(spark.conf(), 320L << 20, 2);
    assertThat(spark.conf().get(DataSize.PARTITIONS)).isEqualTo("20");
    DataSize.fitToNews(spark.conf(), 1L << 40, 2);
    assertThat(spark.conf().get(DataSize.PARTITIONS)).isEqualTo("20");
  }
}
