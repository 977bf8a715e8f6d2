package io.campaignlake.lake;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;

import io.campaignlake.testing.SparkExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table of a few things in a lake planned as a large one, and a job that has consumed it. */
@ExtendWith(SparkExtension.class)
abstract class LakeOfThings {
  static final Field ID = Field.required("id", LongType, "Id.");
  static final Field SIZE = Field.required("size", LongType, "Size.");
  static final Field DAY = Field.required("day", DateType, "Day.");
  static final Table THINGS =
      Table.internal("silver", "things", "One thing.", List.of(ID, SIZE, DAY))
          .keyedBy(ID)
          .daysBy(DAY);
  static final Table COPIES =
      Table.internal("silver", "copies", "One thing again.", List.of(ID, SIZE, DAY)).keyedBy(ID);

  /** Reads things. */
  record CopyThingsJob(Consumer<JobRun> watching) implements Job {
    CopyThingsJob() {
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
      new Appender(run.lake(), COPIES).recordOnly(run.inputs().progress());
      watching.accept(run);
    }
  }

  @TempDir Path root;
  SparkSession spark;
  Lake lake;

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

  JobRun newRun() {
    return newRun(JobRun.Mode.INCREMENT, null);
  }

  JobRun newRun(JobRun.Mode mode, Days days) {
    Settings settings = Settings.of(LakeConfig.load(null, List.of("lake.root=" + root), Map.of()));
    Instant now = Instant.parse("2026-03-10T12:00:00Z");
    return new JobRun(lake, settings, now, "run", new CopyThingsJob(), mode, days);
  }

  /** A thing a day from the 1st of March on. */
  Dataset<Row> things(long howMany, String size) {
    return spark
        .range(howMany)
        .selectExpr("id", size + " AS size", "date_add(DATE'2026-03-01', CAST(id AS INT)) AS day");
  }

  void replace(Dataset<Row> rows) {
    new Replacement(lake, THINGS).write(null, rows, Progress.none("job", "run"));
  }
}
