package io.campaignlake.lake;

import static java.io.OutputStream.nullOutputStream;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.testing.SparkExtension;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a job asks of few rows in a lake of which it must not read all. */
@ExtendWith(SparkExtension.class)
final class InputsTest {
  private static final Field ID = Field.required("id", LongType, "Id.");
  private static final Field SIZE = Field.required("size", LongType, "Size.");
  private static final Field DAY = Field.required("day", DateType, "Day.");
  private static final Table THINGS =
      Table.internal("silver", "things", "One thing.", List.of(ID, SIZE, DAY))
          .keyedBy(ID)
          .daysBy(DAY);
  private static final Table COPIES =
      Table.internal("silver", "copies", "One thing again.", List.of(ID, SIZE, DAY)).keyedBy(ID);

  private static final Table COPIES_BY_DAY =
      Table.internal("silver", "copies_by_day", "One thing.", List.of(ID, SIZE, DAY))
          .keyedBy(ID)
          .daysBy(DAY);

  private static final Table PUBLISHED =
      Table.published("gold", "things", "One thing.", List.of(ID, SIZE, DAY)).keyedBy(ID);

  /** Reads things. */
  private record CopyThingsJob(Consumer<JobRun> watching) implements Job {
    private CopyThingsJob() {
      this(run -> {});
    }

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
      run.consumed(COPIES, run.inputs());
      watching.accept(run);
    }
  }

  @TempDir Path root;
  private SparkSession spark;
  private Lake lake;

  @BeforeEach
  void consumedThings(SparkSession session) {
    spark = session;
    lake = new Lake(spark, root.toString());
    lake.create(THINGS);
    lake.create(COPIES);
    DataSize.of(1L << 30).sparkSettings().forEach(spark.conf()::set);
    replace(things(8, "1L"));
    new CopyThingsJob().run(newRun());
  }

  @AfterEach
  void small() {
    DataSize.small().sparkSettings().forEach(spark.conf()::set);
    spark.catalog().clearCache();
  }

  private JobRun newRun() {
    return newRun(JobRun.Mode.INCREMENT, null);
  }

  private JobRun newRun(JobRun.Mode mode, Days days) {
    Settings settings = Settings.of(LakeConfig.load(null, List.of("lake.root=" + root), Map.of()));
    Instant now = Instant.parse("2026-03-10T12:00:00Z");
    return new JobRun(lake, settings, now, "run", new CopyThingsJob(), mode, days);
  }

  /** A thing a day from the 1st of March on. */
  private Dataset<Row> things(long howMany, String size) {
    return spark
        .range(howMany)
        .selectExpr("id", size + " AS size", "date_add(DATE'2026-03-01', CAST(id AS INT)) AS day");
  }

  private void replace(Dataset<Row> rows) {
    new Replacement(lake, THINGS).write(null, rows, Progress.none("job", "run"));
  }

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
  void fewIsNew_planIsMadeOnce() {
    spark.conf().set(DataSize.PARTITIONS, 32);
    Map<String, String> before = DataSize.fitted(spark.conf());
    DataSize.fitToNews(spark.conf(), 48L << 20, 2);
    assertThat(spark.conf().get("spark.sql.adaptive.enabled")).isEqualTo("true");
    DataSize.fitToNews(spark.conf(), 32L << 20, 2);
    assertThat(spark.conf().get("spark.sql.adaptive.enabled")).isEqualTo("false");
    assertThat(spark.conf().get(DataSize.PARTITIONS)).isEqualTo("2");
    before.forEach(spark.conf()::set);
    assertThat(DataSize.fitted(spark.conf()))
        .isEqualTo(before)
        .containsEntry("spark.sql.adaptive.enabled", "true");
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
  void muchIsNew_isShuffledLikeTheHistory() {
    spark.conf().set(DataSize.PARTITIONS, 64);
    DataSize.fitToNews(spark.conf(), 320L << 20, 2);
    assertThat(spark.conf().get(DataSize.PARTITIONS)).isEqualTo("20");
    DataSize.fitToNews(spark.conf(), 1L << 40, 2);
    assertThat(spark.conf().get(DataSize.PARTITIONS)).isEqualTo("20");
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
    Dataset<Row> watched =
        observed.on(things(8, "1L"), org.apache.spark.sql.functions.count("id").as("rows"));
    new Replacement(lake, COPIES_BY_DAY).write(null, watched, Progress.none("job", "run"));
    assertThat(observed.taken().toString()).isEqualTo("[[8]]");
  }

  @Test
  void historyThatComesAtOnce_liesInFilesOfFewDaysEach() {
    Dataset<Row> files =
        lake.read(THINGS)
            .groupBy(col("_metadata.file_path"))
            .agg(
                org.apache.spark.sql.functions.count("id").as("rows"),
                org.apache.spark.sql.functions.expr("datediff(max(day), min(day)) + 1").as("days"));
    assertThat(files.count()).isGreaterThan(1);
    assertThat(files.where("rows <> days").count()).isZero();
  }
}
