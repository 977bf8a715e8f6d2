package io.campaignlake.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in a console's memory. */
@ExtendWith(SparkExtension.class)
final class LiveDashboardTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void nextRun_isSeenOnceItHasPublished(SparkSession spark, @TempDir Path folder)
      throws JsonProcessingException {
    TestLake lake = new TestLake(spark, folder, GoldenCases.NOW);
    LiveDashboard dashboard = new LiveDashboard(lake.lake(), lake.settings(), lake.clock());
    assertThat(attempted(dashboard)).isZero();

    List<Landing> arrivals = GoldenCases.arrivals().subList(0, 2);
    LandingFiles files = new LandingFiles(lake.landing(), 1);
    long before = 0;
    for (Landing arrival : arrivals) {
      files.write(arrival);
      lake.run();
      assertThat(attempted(dashboard)).isEqualTo(before);
      dashboard.refresh();
      assertThat(attempted(dashboard)).isGreaterThan(before);
      before = attempted(dashboard);
    }
    JsonNode campaigns = JSON.readTree(dashboard.data()).path("campaigns");
    Set<String> all = new java.util.HashSet<>(campaigns.findValuesAsText("campaign_id"));
    assertThat(dashboard.unique(null, null, all).counts().get("recipients_attempted"))
        .isEqualTo(
            lake.table("silver.messages")
                .where("campaign_id IS NOT NULL")
                .select("recipient_key")
                .distinct()
                .count());
  }

  private static long attempted(LiveDashboard dashboard) throws JsonProcessingException {
    JsonNode days = JSON.readTree(dashboard.data()).path("days");
    int column = 3;
    for (JsonNode measure : days.path("measures")) {
      if (measure.asText().equals("messages_attempted")) {
        break;
      }
      column++;
    }
    long sum = 0;
    for (JsonNode row : days.path("rows")) {
      sum += row.path(column).asLong();
    }
    return sum;
  }
}
