package io.campaignlake.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.Jobs;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.testing.LakeRows;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ingestion's stream forgets how far it had come, after two arrivals and before a third. */
@Tag("properties")
@ExtendWith(SparkExtension.class)
final class IngestionRestartTest {
  private static final List<Landing> ARRIVALS = Landing.all(GoldenCases.arrivals()).split(3);

  private TestLake lake;
  private LandingFiles files;
  private Path checkpoint;

  @BeforeEach
  void twoArrivals(SparkSession spark, @TempDir Path folder) {
    lake = new TestLake(spark, folder, GoldenCases.NOW);
    files = new LandingFiles(lake.landing(), 1);
    checkpoint = Path.of(lake.settings().lakeRoot(), "_checkpoints/ingest-landing");
    for (Landing arrival : ARRIVALS.subList(0, 2)) {
      files.write(arrival);
      ingest();
    }
  }

  private void ingest() {
    lake.run(JobRun.Mode.INCREMENT, List.of(new IngestLandingJob()));
  }

  private static List<Map<String, String>> rows(TestLake lake, Table table) {
    return lake.rows(table);
  }

  private Map<Table, List<Map<String, String>>> ingested() {
    return new IngestLandingJob()
        .writes().stream().collect(Collectors.toMap(table -> table, table -> rows(lake, table)));
  }

  /** Deletes the latest commit, with its checksum file, and says where it was. */
  private Path loseLastCommit() throws IOException {
    Path commits = checkpoint.resolve("commits");
    try (Stream<Path> files = Files.list(commits)) {
      long last =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("[0-9]+"))
              .mapToLong(Long::parseLong)
              .max()
              .orElseThrow();
      Files.deleteIfExists(commits.resolve("." + last + ".crc"));
      Path commit = commits.resolve(Long.toString(last));
      Files.delete(commit);
      return commit;
    }
  }

  @Test
  void lastCommitOfTheCheckpointIsLost_nothingIsAdded() throws IOException {
    Map<Table, List<Map<String, String>>> before = ingested();
    Path commit = loseLastCommit();
    ingest();
    assertThat(commit).as("the batch ran again").exists();
    ingested()
        .forEach((table, rows) -> LakeRows.assertSame(table.fullName(), rows, before.get(table)));
  }

  @Test
  void lastCommitIsLostAndMoreHasLanded_onlyThatIsAdded() throws IOException {
    loseLastCommit();
    files.write(ARRIVALS.get(2));
    ingest();
    long documents = RawTables.ALL.stream().mapToLong(table -> rows(lake, table).size()).sum();
    assertThat(documents).isEqualTo(Landing.all(ARRIVALS).documents().size());
  }

  @Test
  void wholeCheckpointIsLost_nothingThatLandsIsLostOrCountedTwice() throws IOException {
    lake.run();
    FileUtils.deleteDirectory(checkpoint.toFile());
    files.write(ARRIVALS.get(2));
    lake.run();
    TestLake undisturbed = lake.with("lake.root=" + lake.landing().resolveSibling("other")).run();
    for (Table table : Jobs.tables()) {
      if (!table.layer().equals("raw")) {
        LakeRows.assertSame(table.fullName(), rows(lake, table), rows(undisturbed, table));
      }
    }
  }
}
