package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.lake.KernelTables;
import io.campaignlake.lake.Table;
import io.campaignlake.reference.GoldenCase;
import io.campaignlake.reference.GoldenCase.Fact;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingDocument;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.testing.KafkaBroker;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden cases from where they land to tables, in one lake as they arrive: the first by a run,
 * the others by the rounds of a stream, as files or as records of topics in turn. All go the same
 * way.
 */
@ExtendWith(SparkExtension.class)
final class GoldenCasesTest {
  private static final Map<String, List<Map<String, String>>> ROWS = new HashMap<>();
  private static TestLake lake;

  @BeforeAll
  static void landRunByRun(SparkSession spark, @TempDir Path folder, @TempDir Path logs) {
    ROWS.clear();
    lake = new TestLake(spark, folder, GoldenCases.NOW);
    LandingFiles files = new LandingFiles(lake.landing(), 1);
    List<Landing> arrivals = GoldenCases.arrivals();
    files.write(arrivals.get(0));
    lake.run();
    try (KafkaBroker broker = KafkaBroker.start(logs)) {
      List<Runnable> later = new ArrayList<>();
      for (Landing arrival : arrivals.subList(1, arrivals.size())) {
        boolean asFiles = later.size() % 2 == 1;
        later.add(asFiles ? () -> files.write(arrival) : () -> send(broker, arrival));
      }
      lake.with(broker.createAll()).stream(later);
    }
  }

  private static void send(KafkaBroker broker, Landing arrival) {
    int sent = 0;
    for (LandingDocument document : arrival.documents()) {
      broker.send(KafkaBroker.topic(document.folder()), sent++ % 2, document.json());
    }
  }

  static List<GoldenCase> cases() {
    return GoldenCases.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void goldenCase_hasItsFacts(GoldenCase golden) {
    golden.facts().stream()
        .filter(fact -> !fact.table().startsWith("reports."))
        .forEach(fact -> assertHolds(golden, fact));
  }

  private static void assertHolds(GoldenCase golden, Fact fact) {
    List<Map<String, String>> rows = ROWS.computeIfAbsent(fact.table(), lake::rows);
    List<Map<String, String>> found =
        rows.stream().filter(row -> row.entrySet().containsAll(fact.key().entrySet())).toList();
    assertThat(found).as("%s: %s", golden, fact).hasSize(fact.rows());
    found.forEach(
        row -> assertThat(row).as("%s: %s", golden, fact).containsAllEntriesOf(fact.columns()));
  }

  @Test
  void publishedTables_haveTheSameRowsForDeltaKernel() {
    KernelTables kernel = new KernelTables(lake.lake().root());
    List<Table> published =
        Jobs.tables().stream().filter(table -> table.kind() == Table.Kind.PUBLISHED).toList();
    assertThat(published).isNotEmpty();
    for (Table table : published) {
      assertThat(kernel.latest(table).orElseThrow().rows(table.key()))
          .as(table.fullName())
          .hasSize((int) lake.table(table.fullName()).count());
    }
  }

  @Test
  @Tag("properties")
  void allCases_agreeWithTheReference() {
    AgainstReference.assertSame(lake, Landing.all(GoldenCases.arrivals()));
  }

  @Test
  void allCasesInALakeThatIsPlannedBySize_agreeWithTheReference(
      SparkSession spark, @TempDir Path folder) {
    TestLake large = new TestLake(spark, folder, GoldenCases.NOW);
    LandingFiles files = new LandingFiles(large.landing(), 1);
    SparkExtension.plannedBySize(
        () -> {
          for (Landing arrival : GoldenCases.arrivals()) {
            files.write(arrival);
            large.run();
          }
        });
    AgainstReference.assertSame(large, Landing.all(GoldenCases.arrivals()));
  }

  @Test
  @Tag("properties")
  void allCasesDoubledShuffledAndSplitInSeven_giveTheSameTables(
      SparkSession spark, @TempDir Path folder) {
    TestLake spread = new TestLake(spark, folder, GoldenCases.NOW);
    LandingFiles files = new LandingFiles(spread.landing(), 24);
    for (Landing batch : GoldenCases.spread(24)) {
      files.write(batch);
      spread.run();
    }
    AgainstReference.assertSame(spread, Landing.all(GoldenCases.arrivals()));
  }
}
