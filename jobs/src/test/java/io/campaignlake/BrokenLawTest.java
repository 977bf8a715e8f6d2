package io.campaignlake;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Table;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.silver.Messages;
import io.campaignlake.testing.LakeRows;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that would break a law leaves the tables as they were, and loses nothing that landed. */
@ExtendWith(SparkExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BrokenLawTest {
  /** As far as the messages: putting a table back takes seconds, and a few tables show it. */
  private static final List<Job> JOBS = Jobs.IN_DATA_ORDER.subList(0, 6);

  private static TestLake lake;
  private static LandingFiles files;
  private static List<Landing> arrivals;

  @BeforeAll
  static void firstArrival(SparkSession spark, @TempDir Path folder) {
    lake = new TestLake(spark, folder, GoldenCases.NOW);
    files = new LandingFiles(lake.landing(), 1);
    arrivals = GoldenCases.arrivals();
    files.write(arrivals.get(0));
    lake.run(JobRun.Mode.INCREMENT, JOBS);
  }

  /** Stands for a job with a fault: what it writes does not follow from its inputs. */
  private record FaultyJob(Consumer<JobRun> fault) implements Job {
    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public List<Table> inputs() {
      return List.of(Messages.TABLE);
    }

    @Override
    public List<Table> writes() {
      return List.of(Messages.TABLE);
    }

    @Override
    public void run(JobRun run) {
      fault.accept(run);
    }
  }

  private static Map<String, List<Map<String, String>>> tablesButRaw() {
    Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
    for (Table table : Jobs.tables()) {
      if (!table.layer().equals("raw") && !table.layer().equals("ops")) {
        rows.put(table.fullName(), lake.rows(table));
      }
    }
    return rows;
  }

  private static void assertSame(Map<String, List<Map<String, String>>> before) {
    Map<String, List<Map<String, String>>> after = tablesButRaw();
    before.forEach((table, rows) -> LakeRows.assertSame(table, after.get(table), rows));
  }

  @Test
  @Order(1)
  void lawAcrossTablesIsBroken_tablesAreAsBeforeAndTheNextRunMakesUp() {
    Map<String, List<Map<String, String>>> before = tablesButRaw();
    long messages = lake.lake().version(Messages.TABLE);
    files.write(arrivals.get(1));
    FaultyJob faulty =
        new FaultyJob(
            run -> {
              Dataset<Row> none = run.lake().read(Messages.TABLE).limit(0);
              run.replace(Messages.TABLE, null, none, run.inputs());
              run.require(
                  run.lake().spark().range(1).select(lit("messages stay"), lit("all are gone")));
            });
    List<Job> jobs = new ArrayList<>(JOBS);
    jobs.add(faulty);
    assertThatThrownBy(() -> lake.run(JobRun.Mode.INCREMENT, jobs))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "Cannot publish the results of faulty: a law is broken: messages stay: all are gone. "
                + "The tables are as they were before the run; report this with the lines of ops.job_runs.");
    assertThat(lake.lake().version(Messages.TABLE))
        .as("changed and put back")
        .isGreaterThan(messages + 1);
    assertSame(before);
    lake.run(JobRun.Mode.INCREMENT, JOBS);
    AgainstReference.assertSame(lake, Landing.all(arrivals.subList(0, 2)), "silver.messages");
  }

  @Test
  @Order(2)
  void lawOfARowIsBroken_nothingIsCommittedAndTheLawIsNamed() {
    Map<String, List<Map<String, String>>> before = tablesButRaw();
    FaultyJob faulty =
        new FaultyJob(
            run -> {
              Dataset<Row> wrong =
                  run.lake().read(Messages.TABLE).withColumn("status", lit("SEEN"));
              run.replace(Messages.TABLE, null, wrong, run.inputs());
            });
    assertThatThrownBy(() -> lake.run(JobRun.Mode.INCREMENT, List.of(faulty)))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot publish the results of faulty: a law is broken: ")
        .hasMessageContaining("known_status");
    assertSame(before);
  }
}
