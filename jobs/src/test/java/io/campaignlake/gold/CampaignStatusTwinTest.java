package io.campaignlake.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.campaigns.CampaignStatus;
import io.campaignlake.campaigns.CampaignStatus.Evidence;
import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.Sums;
import io.campaignlake.silver.CampaignRecipients;
import io.campaignlake.testing.SparkExtension;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rule of the state stands twice, in SQL for all campaigns and in Java for a command: they
 * agree.
 */
@ExtendWith(SparkExtension.class)
final class CampaignStatusTwinTest {
  private static final Instant LATEST = Instant.parse("2026-03-10T12:00:00Z");
  private static final StructType CARD =
      new StructType()
          .add("campaign_id", "string")
          .add("name", "string")
          .add("type", "string")
          .add("message_type", "string")
          .add("template_name", "string")
          .add("language", "string")
          .add("created_at", "timestamp")
          .add("declared_audience_size", DataTypes.LongType)
          .add("held_status", "string")
          .add("first_message_at", "timestamp")
          .add("last_message_at", "timestamp");

  private final Map<String, CampaignStatus> expected = new LinkedHashMap<>();
  private final List<Row> cards = new ArrayList<>();
  private final List<Row> recipients = new ArrayList<>();

  private static List<Instant> lastAttempts() {
    List<Instant> attempts = new ArrayList<>();
    attempts.add(null);
    attempts.add(LATEST);
    attempts.add(LATEST.minusSeconds(24 * 3600).plusNanos(1_000));
    attempts.add(LATEST.minusSeconds(24 * 3600));
    return attempts;
  }

  @Test
  void everyEvidence_givesTheSameState(SparkSession spark) {
    Policy policy = Settings.of(LakeConfig.load(null, List.of(), Map.of())).policy();
    for (String held : new String[] {null, "PAUSED", "STOPPED"}) {
      for (String type : List.of("BROADCAST", "API")) {
        for (Long declared : new Long[] {null, 0L, 1L, 2L}) {
          lastAttempts().forEach(last -> add(held, type, declared, last, policy));
        }
      }
    }
    Dataset<Row> people =
        CampaignSummary.people(
            Sums.once(spark.createDataFrame(recipients, CampaignRecipients.TABLE.schema())),
            policy);
    Dataset<Row> card =
        spark.createDataFrame(cards, CARD).join(people, new String[] {"campaign_id"}, "left");
    Dataset<Row> summary = CampaignSummary.of(card, LATEST, policy);
    Map<String, CampaignStatus> found = new LinkedHashMap<>();
    for (Row row : summary.orderBy("campaign_id").select("campaign_id", "status").collectAsList()) {
      found.put(row.getString(0), CampaignStatus.valueOf(row.getString(1)));
    }
    assertThat(found).hasSize(96).isEqualTo(expected);
  }

  private void add(String held, String type, Long declared, Instant last, Policy policy) {
    String id = "%s %s %s %s".formatted(held, type, declared, last);
    Timestamp at = last == null ? null : Timestamp.from(last);
    cards.add(
        RowFactory.create(id, id, type, "TEMPLATE", null, null, null, declared, held, at, at));
    long attempted = last == null ? 0 : 1;
    if (last != null) {
      recipients.add(RowFactory.create(id, "r", "READ", true, 1L, 0L, 0L, 0L, 1L, 0L, 1L));
    }
    CampaignStatus commanded = held == null ? null : CampaignStatus.valueOf(held);
    Evidence evidence = new Evidence(commanded, type, declared, attempted, last, LATEST);
    expected.put(id, CampaignStatus.of(evidence, policy.sentAfter()));
  }
}
