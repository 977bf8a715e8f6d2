package io.campaignlake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.campaignlake.Jobs;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.testing.Outcome;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes and messages of the command line, beside a lake that had its first run. */
@ExtendWith(SparkExtension.class)
final class CommandLineTest {
  @TempDir private static Path folder;
  private static TestLake lake;

  @BeforeAll
  static void firstRun(SparkSession spark) throws IOException {
    lake = new TestLake(spark, folder, Instant.parse("2026-06-15T00:00:00Z"));
    Files.createDirectories(lake.landing().resolve("campaigns"));
    Files.writeString(
        lake.landing().resolve("campaigns/c.json"),
        "{\"campaign_id\":\"c\",\"created_at\":\"2026-03-02T10:00:00Z\"}");
    lake.run();
  }

  private static Outcome onLake(Path root, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--set", "lake.root=" + root, "--set", "landing.root=" + lake.landing()));
    return Outcome.of(all.toArray(String[]::new));
  }

  private static Path root() {
    return Path.of(lake.settings().lakeRoot());
  }

  @Test
  void secondRun_saysNothingNewAndChangesNothing() {
    Map<String, Long> before = versions();
    Outcome outcome = onLake(root(), "run");
    assertThat(outcome).isEqualTo(new Outcome(0, "", "nothing new"));
    assertThat(onLake(root(), "attribute-orders")).isEqualTo(new Outcome(0, "", "nothing new"));
    assertThat(versions()).isEqualTo(before);
    lake.run(JobRun.Mode.INCREMENT);
    assertThat(versions()).as("even when every job is asked").isEqualTo(before);
  }

  private static Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    for (Table table : Jobs.tables()) {
      versions.put(table.fullName(), lake.lake().version(table));
    }
    return versions;
  }

  @Test
  void landingRootThatIsNoFolder_isWrongUsage() throws IOException {
    for (Path wrong : List.of(folder.resolve("none"), Files.createFile(folder.resolve("file")))) {
      assertThat(
              Outcome.of("run", "--set", "landing.root=" + wrong, "--set", "lake.root=" + folder))
          .isEqualTo(
              new Outcome(
                  2,
                  "",
                  "Cannot read landing.root %s: there is no such folder. Create it or set landing.root."
                      .formatted(wrong)));
    }
  }

  @Test
  void wrongConfiguration_isToldAtOnce() {
    Path none = folder.resolve("none");
    assertTellsAll(
        List.of("lake.rot", "Mars/Base", "novalue", none.toString(), "tomorrow"),
        "run --set lake.rot=x --set lake.zone=Mars/Base --set novalue --now tomorrow --set",
        "landing.root=" + none);
    for (String kept : List.of("59m", "61d")) {
      assertTellsAll(
          List.of("maintain.keep-versions-for = " + kept, "lake.rot"),
          "maintain --set lake.rot=x --set",
          "maintain.keep-versions-for=" + kept);
    }
    assertTellsAll(
        List.of("lake.rot", none.toString()),
        "rebuild --set lake.rot=x --set",
        "landing.root=" + none);
    assertTellsAll(
        List.of("lake.rot", none.toString(), "soon"),
        "stream --trigger soon --set lake.rot=x --set",
        "landing.root=" + none);
    assertTellsAll(
        List.of("lake.rot", "2026-03-09"),
        "report overview --from 2026-03-09 --to 2026-03-01 --set",
        "lake.rot=x");
  }

  @Test
  void wrongOptions_areToldAtOnceWithTheConfiguration() {
    assertTellsAll(
        List.of("--from': x is no date like 2026-03-01.", "--to", "--lang", "--format", "lake.rot"),
        "report overview --from x --to y --lang zz --format q --set",
        "lake.rot=x");
    assertTellsAll(
        List.of("--frob", "lake.rot", lake.landing() + "x"),
        "run --frob --set lake.rot=x --set",
        "landing.root=" + lake.landing() + "x");
    assertTellsAll(
        List.of("mail.host", "mail.from", "nobody", "2026-03-09"),
        "report overview --email nobody --from 2026-03-09 --to",
        "2026-03-01");
    assertThat(Outcome.of("report", "--frob", "--help").exitCode()).isZero();
  }

  @Test
  void reportIntoAFolder_failsAndLeavesItThere() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Outcome outcome = onLake(root(), "report", "overview", "--out", empty.toString());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo(
            "Cannot write report %1$s: %1$s: it is a folder. Give another --out.".formatted(empty));
    assertThat(empty).isEmptyDirectory();
  }

  private static void assertTellsAll(List<String> problems, String start, String last) {
    List<String> command = new ArrayList<>(List.of(start.split(" ")));
    command.add(last);
    Outcome outcome = Outcome.of(command.toArray(String[]::new));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .hasSize(problems.size())
        .allMatch(line -> line.startsWith("Cannot "));
    assertThat(outcome.err()).contains(problems);
  }

  @Test
  void unknownJobOrOption_isWrongUsage() {
    for (String[] wrong :
        List.of(
            new String[] {"fold-everything"},
            new String[] {"run", "--fast"},
            new String[] {"report", "overview", "--from", "yesterday"},
            new String[] {})) {
      Outcome outcome = Outcome.of(wrong);
      assertThat(outcome.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
      assertThat(outcome.err()).startsWith("Cannot run: ");
      assertThat(outcome.out()).isEmpty();
    }
  }

  @Test
  void lakeRootThatIsAFile_failsInOneLine() throws IOException {
    Path file = Files.createFile(folder.resolve("no-lake"));
    assertFailsInOneLine(onLake(file, "run"), file.toString());
  }

  @Test
  void corruptLog_failsInOneLine() throws IOException {
    Path broken = copied("broken-log");
    try (var entries = Files.list(broken.resolve("silver/sends/_delta_log"))) {
      for (Path entry : entries.filter(Files::isRegularFile).toList()) {
        if (entry.toString().endsWith(".json")) {
          Files.writeString(entry, "{\"metaData\":{\"id\":");
        } else {
          Files.delete(entry);
        }
      }
    }
    land("campaigns/d.json");
    assertFailsInOneLine(onLake(broken, "run"), "silver/sends");
  }

  @Test
  void missingDataFile_failsInOneLine() throws IOException {
    Path broken = copied("missing-file");
    try (var files = Files.list(broken.resolve("raw/campaigns"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    }
    assertFailsInOneLine(
        onLake(broken, "sql", "SELECT count(document) FROM raw.campaigns WHERE document > ''"),
        "raw/campaigns");
  }

  @Test
  void unreadableLandingFile_failsInOneLineThatNamesIt() throws IOException {
    // Reading the beginning of its own memory fails for every process, as a broken disk would.
    Path memory = Path.of("/proc/self/mem");
    assumeTrue(Files.exists(memory), "this system has no /proc/self/mem to read in vain");
    Path file = Files.createSymbolicLink(lake.landing().resolve("campaigns/broken.json"), memory);
    try {
      assertFailsInOneLine(
          onLake(root(), "ingest-landing"), "Cannot read landing file file:" + file + ": ");
    } finally {
      Files.delete(file);
    }
  }

  private static Path land(String name) throws IOException {
    return Files.writeString(lake.landing().resolve(name), "{\"campaign_id\":\"" + name + "\"}");
  }

  private static void assertFailsInOneLine(Outcome outcome, String what) {
    List<String> told = outcome.err().lines().filter(line -> !isProgress(line)).toList();
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).startsWith("Cannot ").contains(what);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  private static boolean isProgress(String line) {
    return line.matches("[a-z-]+ +[0-9,]+ rows in +[0-9,]+ rows out .*");
  }

  private static Path copied(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (var files = Files.walk(root())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(root().relativize(file)));
      }
    }
    return copy;
  }
}
