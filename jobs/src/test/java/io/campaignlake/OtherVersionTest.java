package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.FoldMessagesJob;
import io.campaignlake.silver.Messages;
import io.campaignlake.testing.LakeRows;
import io.campaignlake.testing.Outcome;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lake whose tables another version of the program made is refused, and can be made anew. */
@ExtendWith(SparkExtension.class)
final class OtherVersionTest {
  /** As far as the messages: a few tables show it. */
  private static final List<Job> JOBS = Jobs.IN_DATA_ORDER.subList(0, 6);

  private static TestLake made;
  private static LandingFiles files;

  @TempDir private Path folder;
  private TestLake lake;

  @BeforeAll
  static void madeByThisVersion(SparkSession spark, @TempDir Path folder) {
    made = new TestLake(spark, folder, GoldenCases.NOW, "quality.max-rejected-share=1");
    files = new LandingFiles(made.landing(), 1);
    files.write(GoldenCases.arrivals().get(0));
    assertThat(command(made, "campaigns create held --type API --message-type TEMPLATE").exitCode())
        .isZero();
    assertThat(command(made, "campaigns pause held").exitCode()).isZero();
    made.run(JobRun.Mode.INCREMENT, JOBS);
  }

  @BeforeEach
  void copy() throws IOException {
    lake = made.copyTo(folder, "landing.root=" + made.landing());
  }

  private static Outcome command(TestLake lake, String command) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(lake.commandLineOptions());
    return Outcome.of(all.toArray(String[]::new));
  }

  private void alter(Table table, String change) {
    SparkExtension.session()
        .sql("ALTER TABLE delta.`%s` %s".formatted(lake.lake().path(table), change));
  }

  private Map<Table, List<Map<String, String>>> rows() {
    return JOBS.stream()
        .flatMap(job -> job.writes().stream())
        .collect(Collectors.toMap(table -> table, lake::rows));
  }

  @Test
  void computedTable_isRefusedUntilARebuildHasMadeAllOfThemAnew() {
    Map<Table, List<Map<String, String>>> before = rows();
    alter(Messages.TABLE, "ADD COLUMN mood STRING");

    assertThatThrownBy(() -> lake.run(JobRun.Mode.INCREMENT, List.of(new FoldMessagesJob())))
        .hasMessage(
            "Cannot use table silver.messages: another version of the program made it (columns that it lacks: none; columns of its own: mood STRING). Use that version, or see \"Another version\" in OPERATIONS.md.");
    lake.run(JobRun.Mode.REBUILD, JOBS);

    rows().forEach((table, rows) -> LakeRows.assertSame(table.fullName(), rows, before.get(table)));
    assertThat(lake.lake().log(Messages.TABLE).latestVersion())
        .as("created anew, and written once")
        .hasValue(1);
    assertThat(lake.rows(CampaignChanges.TABLE)).as("what people decided").isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw.sends", "silver.campaign_changes"})
  void tableThatFollowsFromNoOther_isNeverRemoved(String name) {
    alter(table(name), "ADD COLUMN mood STRING");
    alter(Messages.TABLE, "ADD COLUMN mood STRING");
    long messages = lake.lake().log(Messages.TABLE).latestVersion().orElseThrow();

    Outcome refused = command(lake, "rebuild");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).startsWith("Cannot use table " + name + ": another");
    assertThat(lake.lake().log(Messages.TABLE).latestVersion()).hasValue(messages);
  }

  private static Table table(String name) {
    return Jobs.tables().stream()
        .filter(table -> table.fullName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
