package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.testing.LakeProcess;
import io.campaignlake.testing.Outcome;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What may work on a lake while a stream does, and what after the stream was killed. */
@ExtendWith(SparkExtension.class)
final class LockedLakeTest {
  private TestLake lake;
  private Path lock;

  private Outcome command(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(lake.commandLineOptions());
    return Outcome.of(all.toArray(String[]::new));
  }

  @Test
  void stream_keepsOutDataJobsAloneAndNobodyOnceItIsKilled(SparkSession spark, @TempDir Path folder)
      throws IOException {
    lake = new TestLake(spark, folder, GoldenCases.NOW);
    lock = Path.of(lake.settings().lakeRoot(), "_locks/data-jobs.lock");
    new LandingFiles(lake.landing(), 1).write(GoldenCases.arrivals().get(0));
    lake.createTables();
    LakeProcess stream = LakeProcess.start(lake, "stream", "--trigger", "1s");
    String owner =
        "process %d on %s since %s"
            .formatted(stream.pid(), InetAddress.getLocalHost().getHostName(), GoldenCases.NOW);
    stream.await(() -> owner().equals(owner));

    dataJobs_areRefused(owner);
    readersAndCampaignCommands_areNot();
    stream.kill();

    assertThat(owner()).as("the dead stream's name is still there").isEqualTo(owner);
    assertThat(command("run").exitCode()).isZero();
  }

  private void dataJobs_areRefused(String owner) {
    String refusal =
        "Cannot run: another data job works on %s (%s). Wait for it to end, or stop it."
            .formatted(lake.settings().lakeRoot(), owner);
    for (String job : List.of("rebuild", "maintain")) {
      assertThat(command(job)).isEqualTo(new Outcome(1, "", refusal));
    }
  }

  private void readersAndCampaignCommands_areNot() {
    assertThat(command("report", "overview", "--format", "json").exitCode()).isZero();
    assertThat(command("sql", "SELECT count(*) FROM silver.messages").exitCode()).isZero();
    Outcome created =
        command("campaigns", "create", "new", "--type", "API", "--message-type", "TEMPLATE");
    assertThat(created.exitCode()).as(created.err()).isZero();
    assertThat(command("campaigns", "pause", "new").exitCode()).isZero();
  }

  private String owner() {
    try {
      return Files.readString(lock).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
