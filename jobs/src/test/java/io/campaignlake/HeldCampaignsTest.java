package io.campaignlake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.reference.ReferencePolicy;
import io.campaignlake.reference.ReferencePolicy.StateChange;
import io.campaignlake.reference.ReferenceRows;
import io.campaignlake.reference.Worlds;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a pause and a stop do to days that were counted before, held against the reference. */
@ExtendWith(SparkExtension.class)
final class HeldCampaignsTest {
  private static final String METRICS = "gold.campaign_daily_metrics";
  private static final String SUMMARY = "gold.campaign_summary";

  @TempDir private Path folder;

  @Test
  void changesAtTheTimesOfMessages_countFromTheirInstantToTheNext(SparkSession spark) {
    TestLake lake = new TestLake(spark, folder, GoldenCases.NOW, "quality.max-rejected-share=1");
    Landing landing =
        Landing.all(IntStream.range(0, 60).mapToObj(no -> Worlds.sample(7, no)).toList());
    new LandingFiles(lake.landing(), 1).write(landing);
    lake.run();
    List<StateChange> changes = new ArrayList<>();
    List<Row> campaigns =
        lake.table("silver.messages")
            .where(col("campaign_id").isNotNull())
            .groupBy("campaign_id")
            .agg(collect_set("message_at").as("times"))
            .orderBy("campaign_id")
            .collectAsList();
    int held = 0;
    for (Row campaign : campaigns) {
      List<Instant> times =
          campaign.<Timestamp>getList(1).stream().map(Timestamp::toInstant).sorted().toList();
      if (times.size() >= 4) {
        changes.addAll(changes(campaign.getString(0), times, held++));
      }
    }
    assertThat(changes).hasSizeGreaterThan(20);
    write(lake, changes);
    lake.run();
    ReferenceRows expected =
        AgainstReference.expected(landing, ReferencePolicy.defaults().withChanges(changes));
    assertThat(expected.of(METRICS))
        .filteredOn(day -> !day.get("messages_attempted_while_held").equals("0"))
        .hasSizeGreaterThan(10);
    AgainstReference.assertSame(lake, expected, METRICS, SUMMARY);
  }

  /** Held while the second message was sent, no more with the third, and again with the fourth. */
  private static List<StateChange> changes(String campaign, List<Instant> times, int variety) {
    List<StateChange> changes = new ArrayList<>();
    changes.add(new StateChange(campaign, 1, times.get(1), "PAUSED"));
    changes.add(new StateChange(campaign, 2, times.get(2), "LIVE"));
    changes.add(
        new StateChange(campaign, 3, times.get(3), variety % 3 == 0 ? "STOPPED" : "PAUSED"));
    if (variety % 3 == 1) {
      // The clock went back meanwhile: the number of a change decides, and nothing was held.
      changes.add(new StateChange(campaign, 4, times.get(0), "LIVE"));
    }
    return changes;
  }

  private static void write(TestLake lake, List<StateChange> changes) {
    List<Row> rows =
        changes.stream()
            .map(
                change ->
                    RowFactory.create(
                        change.campaignId(),
                        change.changeNo(),
                        Timestamp.from(change.changedAt()),
                        "ana",
                        CampaignChanges.STATUS_FIELD,
                        "LIVE",
                        change.to(),
                        null))
            .toList();
    lake.lake()
        .spark()
        .createDataFrame(rows, CampaignChanges.TABLE.schema())
        .write()
        .format("delta")
        .mode("append")
        .save(lake.lake().path(CampaignChanges.TABLE));
  }
}
