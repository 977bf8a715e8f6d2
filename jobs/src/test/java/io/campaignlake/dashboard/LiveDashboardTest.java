package io.campaignlake.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.testing.ShopLake;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Path;
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
  void lakeWithoutARun_showsNothing(SparkSession spark, @TempDir Path folder)
      throws JsonProcessingException {
    TestLake lake = new TestLake(spark, folder, GoldenCases.NOW);
    assertThat(attempted(live(lake))).isZero();
  }

  @Test
  void nextRun_isSeenOnceItHasPublished(@TempDir Path folder) throws IOException {
    TestLake lake = ShopLake.lake().copyTo(folder, "quality.max-rejected-share=1");
    LiveDashboard dashboard = live(lake);
    long before = attempted(dashboard);
    assertThat(before).isPositive();

    new LandingFiles(lake.landing(), 1).write(GoldenCases.arrivals().get(0));
    lake.run();
    assertThat(attempted(dashboard)).isEqualTo(before);
    dashboard.refresh();
    assertThat(attempted(dashboard)).isGreaterThan(before);
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

  private static LiveDashboard live(TestLake lake) {
    return new LiveDashboard(lake.lake(), lake.settings(), lake.clock());
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
