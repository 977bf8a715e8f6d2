package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the run log says of the keys that an increment computed anew. */
@ExtendWith(SparkExtension.class)
final class DirtyKeysTest {
  /** In the first golden case: delivered on that day, and an order three days later. */
  private static final String MESSAGE = "wamid.golden-01-a";

  @Test
  void lateReceipt_dirtiesItsMessageAndWhatCountsIt(SparkSession spark, @TempDir Path folder)
      throws IOException {
    TestLake lake = new TestLake(spark, folder, GoldenCases.NOW);
    new LandingFiles(lake.landing(), 1).write(Landing.all(GoldenCases.arrivals()));
    lake.run();
    assertThat(dirty(lake, Set.of()))
        .as("a first run has no keys that were there before")
        .isEmpty();

    Set<String> first = Set.of(lake.table("ops.job_runs").first().<String>getAs("run_id"));
    Path file = lake.landing().resolve("meta/late.json");
    long readAt = Instant.parse("2026-03-25T12:00:00Z").getEpochSecond();
    Files.writeString(
        file,
        "{'entry':[{'changes':[{'field':'messages','value':{'statuses':[{'id':'%s','status':'read','timestamp':'%d'}]}}]}]}"
            .formatted(MESSAGE, readAt)
            .replace('\'', '"'));
    lake.run();
    assertThat(dirty(lake, first))
        .containsEntry("dirty:silver.messages", 1L)
        .containsEntry("dirty:silver.campaign_recipients", 1L)
        .containsEntry("dirty:gold.campaign_daily_metrics", 1L)
        .containsEntry("dirty:reports.record_status", 1L)
        // The day that it was read on gains it; the day that it was sent on counts what it did.
        .containsEntry("dirty:gold.campaign_daily_activity", 1L)
        // When it was delivered stands as it did.
        .containsEntry("dirty:attribution.attributed_orders", 0L);
  }

  /** The counts of dirty keys of the run that was logged after others. */
  private static Map<String, Long> dirty(TestLake lake, Set<String> others) {
    Map<String, Long> dirty = new TreeMap<>();
    for (Row job : lake.table("ops.job_runs").collectAsList()) {
      if (!others.contains(job.<String>getAs("run_id"))) {
        job.<String, Long>getJavaMap(job.fieldIndex("counts"))
            .forEach((name, amount) -> dirty.merge(name, amount, Long::sum));
      }
    }
    dirty.keySet().removeIf(name -> !name.startsWith("dirty:"));
    return dirty;
  }
}
