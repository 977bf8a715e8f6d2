package io.campaignlake;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.lake.LakeException;
import io.campaignlake.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One lake that much goes wrong with: a good run, one with too many rejected documents, the same
 * again, one that accepts them beside all other bad input, and one with too many corrupt ones.
 */
@ExtendWith(SparkExtension.class)
final class BadInputTest {
  private static final String TOO_MANY =
      ": 2 of 20 documents were rejected. Look at the *_rejected tables, then correct the source,"
          + " or accept it with ./lake run --accept-rejected.";

  private static BadInputLake lake;

  @BeforeAll
  static void runOnce(SparkSession spark, @TempDir Path folder) throws IOException {
    lake = new BadInputLake(spark, folder);
  }

  static List<BadInput> files() {
    return BadInput.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void badFile_isRejectedWithReasonsAndItsGoodDocumentsAreLoaded(BadInput bad) {
    assertThat(at(lake.loaded, bad)).as("loaded").hasSize(bad.loaded());
    assertThat(at(lake.rawRejected, bad)).as("rejected as text").isEqualTo(bad.rawReasons());
    assertThat(at(lake.silverRejected, bad)).as("rejected as data").isEqualTo(bad.silverReasons());
  }

  private static List<String> at(Map<String, List<String>> byFile, BadInput bad) {
    Path file = lake.files.landing().resolve(bad.path());
    return byFile.getOrDefault(file.toString(), List.of());
  }

  @Test
  void tooManyRejected_failAfterSavingAndPublishNothing() {
    assertThat(lake.breach)
        .isInstanceOf(LakeException.class)
        .hasMessage("Cannot publish sends" + TOO_MANY);
    assertThat(lake.files.table("silver.sends_rejected").where(file("too-many.jsonl")).count())
        .isEqualTo(2);
    List<String> changed = new ArrayList<>();
    lake.versionsAfterBreach.forEach(
        (table, version) -> {
          if (!version.equals(lake.versionsAfterGoodRun.get(table))) {
            changed.add(table);
          }
        });
    assertThat(changed)
        .containsExactlyInAnyOrder(
            "raw.landing_files", "raw.sends", "silver.sends", "silver.sends_rejected");
  }

  @Test
  void laterRuns_failWithTheSameMessageUntilAccepted() {
    assertThat(lake.breachAgain)
        .isInstanceOf(LakeException.class)
        .hasMessage(lake.breach.getMessage());
    assertThat(lake.breachOfAnyJob)
        .isInstanceOf(LakeException.class)
        .hasMessage(lake.breach.getMessage());
    assertThat(lake.versionsAfterAll.get("gold.campaign_daily_metrics"))
        .as("published once accepted")
        .isGreaterThan(lake.versionsAfterBreach.get("gold.campaign_daily_metrics"));
  }

  @Test
  void tooManyCorrupt_failBeforeAnyOtherJob() {
    assertThat(lake.corruptBreach)
        .isInstanceOf(LakeException.class)
        .hasMessage("Cannot publish clicks" + TOO_MANY);
    assertThat(lake.files.table("raw.clicks_rejected").where(file("too-corrupt.jsonl")).count())
        .isEqualTo(2);
    assertThat(lake.loggedWhenCorrupt).isOne();
  }

  @Test
  void everyRun_countsEachDocumentOnce() {
    for (Row run : lake.logged()) {
      Map<String, Long> counts = run.getJavaMap(run.fieldIndex("counts"));
      long outcomes =
          count(counts, "documents_loaded")
              + count(counts, "documents_ignored")
              + count(counts, "documents_rejected");
      assertThat(outcomes).as(run.toString()).isEqualTo(count(counts, "documents_in"));
      long ofKinds =
          counts.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith("ignored:"))
              .mapToLong(Map.Entry::getValue)
              .sum();
      assertThat(ofKinds).as(run.toString()).isEqualTo(count(counts, "documents_ignored"));
    }
  }

  @Test
  void findings_areCountedInTheRunThatFoundThem() {
    Map<String, Long> good = countsOf(lake.loggedAfterGoodRun);
    assertThat(good)
        .containsEntry("orphans", 1L)
        .containsEntry("send_log_conflicts", 1L)
        .containsEntry("replies_without_context", 1L)
        .containsEntry("items_mismatch", 1L)
        .containsEntry("restated_after_final", 0L);
    assertThat(countsOf(lake.loggedWhenAccepted))
        .containsEntry("orphans", 4L)
        .containsEntry("send_log_conflicts", 0L)
        .containsEntry("replies_without_context", 0L)
        .containsEntry("items_mismatch", 1L)
        .containsEntry("restated_after_final", 1L);
  }

  /** All counts of the jobs of one run; the names of findings are different in all jobs. */
  private static Map<String, Long> countsOf(List<Row> runs) {
    Map<String, Long> all = new TreeMap<>();
    runs.forEach(
        run ->
            run.<String, Long>getJavaMap(run.fieldIndex("counts"))
                .forEach((name, amount) -> all.merge(name, amount, Long::sum)));
    return all;
  }

  private static long count(Map<String, Long> counts, String name) {
    return counts.getOrDefault(name, 0L);
  }

  @Test
  void filesOfOtherKinds_areLeftAloneAndCounted() {
    assertThat(countsOf(lake.loggedWhenAccepted)).containsEntry("files_left_alone", 3L);
    for (String table : List.of("raw.sends", "raw.message_events")) {
      for (String left :
          List.of("rows.csv.gz", "events.txt", "meta/rows.csv", "_unfinished", ".tmp")) {
        assertThat(lake.files.table(table).where(col("_file").contains(left)).count()).isZero();
      }
    }
  }

  @Test
  void oldFile_isRead() {
    assertThat(lake.files.table("silver.messages").where("message_id = 'rough-old'").count())
        .isOne();
  }

  @Test
  void sameContentTwice_countsOnce() {
    Dataset<Row> same = lake.files.table("raw.sends").where("document LIKE '%rough-good%'");
    assertThat(same.count()).as("good.jsonl is read once, though it was touched").isEqualTo(3);
    assertThat(lake.files.table("silver.sends").where("record_id = 'good'").count()).isOne();
    assertThat(lake.files.table("silver.messages").where("message_id = 'rough-good'").count())
        .isOne();
  }

  @Test
  void goodDataBesideBad_isComplete() {
    assertThat(
            column(
                lake.files.table("silver.messages").where("campaign_id = 'rough'"), "message_id"))
        .containsExactlyInAnyOrder(
            "rough-good",
            "rough-ok",
            "rough-old",
            "rough-long",
            "rough-short",
            "rough-c1",
            "rough-c6",
            "rough-second");
    assertThat(column(lake.files.table("silver.orders"), "order_id"))
        .containsExactlyInAnyOrder("good", "o1");
    assertThat(
            column(lake.files.table("silver.sends").where("record_id = 'csv-1'"), "error_message"))
        .containsExactly("a, \"b\"\r\nc");
  }

  private static List<String> column(Dataset<Row> rows, String column) {
    return rows.select(column).collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  private static org.apache.spark.sql.Column file(String name) {
    return col("_file").endsWith("/" + name);
  }
}
