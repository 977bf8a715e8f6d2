package io.campaignlake;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the run log says of the keys that an increment computed anew. */
@ExtendWith(SparkExtension.class)
final class DirtyKeysTest {
  /** In the first golden case: delivered on that day, and an order three days later. */
  private static final String MESSAGE = "wamid.golden-01-a";

  private TestLake lake;
  private Set<String> runsBefore = Set.of();

  @BeforeEach
  void firstRun(SparkSession spark, @TempDir Path folder) {
    lake = new TestLake(spark, folder, GoldenCases.NOW);
    new LandingFiles(lake.landing(), 1).write(Landing.all(GoldenCases.arrivals()));
    lake.run();
    assertThat(dirty()).as("a first run has no keys that were there before").isEmpty();
    runsBefore = Set.of(lake.table("ops.job_runs").first().<String>getAs("run_id"));
  }

  @Test
  void lateReceipt_dirtiesItsMessageAndWhatCountsIt() throws IOException {
    Path file = lake.landing().resolve("meta/late.json");
    long readAt = Instant.parse("2026-03-25T12:00:00Z").getEpochSecond();
    Files.writeString(
        file,
        "{'entry':[{'changes':[{'field':'messages','value':{'statuses':[{'id':'%s','status':'read','timestamp':'%d'}]}}]}]}"
            .formatted(MESSAGE, readAt)
            .replace('\'', '"'));
    lake.run();
    assertThat(dirty())
        .containsEntry("dirty:silver.messages", 1L)
        .containsEntry("dirty:silver.campaign_recipients", 1L)
        .containsEntry("dirty:gold.campaign_daily_metrics", 1L)
        .containsEntry("dirty:reports.record_status", 1L)
        // The day that it was read on gains it; the day that it was sent on counts what it did.
        .containsEntry("dirty:gold.campaign_daily_activity", 1L)
        // When it was delivered stands as it did.
        .containsEntry("dirty:attribution.attributed_orders", 0L);
  }

  /** Its message's day matured in April. */
  @Test
  void orderOfAFinalDayThatGetsAnotherAmount_isToldOf() throws IOException {
    String order =
        lake.table("attribution.attributed_orders")
            .where(col("message_id").equalTo(MESSAGE))
            .first()
            .getAs("order_id");
    String document =
        lake.table("raw.orders")
            .where(col("document").contains("\"orderId\":\"" + order + "\""))
            .first()
            .getAs("document");
    ObjectNode version = (ObjectNode) new ObjectMapper().readTree(document);
    version
        .put("value", version.get("value").asLong() + 1)
        .put("lastChange", "2026-06-01T10:00:00Z");
    Files.writeString(lake.landing().resolve("orders/vtex/later.json"), version.toString());
    lake.run();
    assertThat(dirty()).containsEntry("dirty:attribution.attributed_orders", 1L);
    assertThat(counts()).containsEntry("restated_after_final", 1L);
  }

  private Map<String, Long> dirty() {
    Map<String, Long> dirty = counts();
    dirty.keySet().removeIf(name -> !name.startsWith("dirty:"));
    return dirty;
  }

  /** All counts of the runs that were logged since. */
  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Row job : lake.table("ops.job_runs").collectAsList()) {
      if (!runsBefore.contains(job.<String>getAs("run_id"))) {
        job.<String, Long>getJavaMap(job.fieldIndex("counts"))
            .forEach((name, amount) -> counts.merge(name, amount, Long::sum));
      }
    }
    return counts;
  }
}
