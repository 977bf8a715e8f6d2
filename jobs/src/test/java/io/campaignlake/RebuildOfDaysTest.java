package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.gold.CampaignDailyActivity;
import io.campaignlake.gold.CampaignDailyMetrics;
import io.campaignlake.lake.Days;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.JobRunner;
import io.campaignlake.lake.Plan;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.IngestLandingJob;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.silver.TypeMessageEventsJob;
import io.campaignlake.silver.TypeSendsJob;
import io.campaignlake.testing.LakeRows;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Some send days computed anew: the plan writes nothing, and applying it does what it said. */
@ExtendWith(SparkExtension.class)
final class RebuildOfDaysTest {
  /** The day of most golden cases, and the one after. */
  private static final Days DAYS =
      new Days(LocalDate.parse("2026-03-10"), LocalDate.parse("2026-03-11"));

  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  @Test
  void damagedDays_areWholeAgainAndThePlanSaidSo(SparkSession spark, @TempDir Path folder) {
    TestLake lake = new TestLake(spark, folder, GoldenCases.NOW);
    new LandingFiles(lake.landing(), 1).write(Landing.all(GoldenCases.arrivals()));
    lake.run();
    Map<String, List<Map<String, String>>> whole = rows(lake);

    damage(spark, lake);
    Map<String, Long> versions = versions(lake);
    Map<String, Long> planned = planned(lake);
    assertThat(versions(lake)).as("a plan writes nothing").isEqualTo(versions);
    assertThat(planned)
        .containsEntry(CampaignDailyMetrics.TABLE.fullName(), 2L)
        .containsEntry(AttributedOrders.TABLE.fullName(), 1L);

    new JobRunner(lake.lake(), lake.settings(), lake.clock(), NOWHERE, DAYS)
        .run(Jobs.BY_SEND_DAY, Jobs.tables(), JobRun.Mode.INCREMENT);
    Map<String, List<Map<String, String>>> mended = rows(lake);
    whole.forEach((table, rows) -> LakeRows.assertSame(table, mended.get(table), rows));
    assertThat(planned(lake).values()).as("a second plan finds nothing").containsOnly(0L);
  }

  /**
   * Images of changes and the rows of chosen days are told apart: a neighbour that is as the
   * message was does not hide that it changed.
   */
  @Test
  void newsThatAreOnlyTyped_restateOtherDaysAndCampaignsToo(
      SparkSession spark, @TempDir Path folder) throws IOException {
    TestLake lake = new TestLake(spark, folder, GoldenCases.NOW);
    land(lake, "sends", send("x", "c", "5511999990001"), send("y", "c", "5511999990002"));
    String callback =
        ",'recipient_id':'5511999990003','biz_opaque_callback_data':'{\\\"campaign_id\\\":\\\"c\\\"}'";
    land(
        lake,
        "meta",
        status("x", "delivered", "2026-03-11T13:00:00Z", ""),
        status("y", "delivered", "2026-03-11T13:00:00Z", ""),
        status("v", "sent", "2026-03-10T13:00:00Z", callback),
        status("w", "sent", "2026-03-10T13:00:00Z", callback));
    lake.run();
    land(lake, "sends", send("v", "other", "5511999990003"));
    land(lake, "meta", status("x", "delivered", "2026-03-10T14:00:00Z", ""));
    lake.run(
        JobRun.Mode.INCREMENT,
        List.of(new IngestLandingJob(), new TypeMessageEventsJob(), new TypeSendsJob()));

    Days sendDay = new Days(LocalDate.parse("2026-03-10"), LocalDate.parse("2026-03-10"));
    new JobRunner(lake.lake(), lake.settings(), lake.clock(), NOWHERE, sendDay)
        .run(Jobs.BY_SEND_DAY, Jobs.tables(), JobRun.Mode.INCREMENT);
    Map<String, List<Map<String, String>>> mended = rows(lake);
    lake.run(JobRun.Mode.REBUILD);
    rows(lake).forEach((table, rows) -> LakeRows.assertSame(table, mended.get(table), rows));
    assertThat(lake.rows(CampaignDailyActivity.TABLE))
        .filteredOn(row -> row.get("event_date").equals("2026-03-11"))
        .extracting(row -> row.get("messages_delivered"))
        .containsExactly("1");
  }

  private static String send(String id, String campaign, String telephone) {
    return "{'campaign_id':'%2$s','record_id':'%1$s','connector':'CLOUD_API','attempted_at':'2026-03-10T12:00:00Z','telephone':'%3$s','message_id':'%1$s'}"
        .formatted(id, campaign, telephone);
  }

  private static String status(String id, String status, String at, String more) {
    return "{'entry':[{'changes':[{'field':'messages','value':{'statuses':[{'id':'%s','status':'%s','timestamp':'%d'%s}]}}]}]}"
        .formatted(id, status, Instant.parse(at).getEpochSecond(), more);
  }

  private static void land(TestLake lake, String source, String... documents) throws IOException {
    Path file = lake.landing().resolve(source).resolve(UUID.randomUUID() + ".jsonl");
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", documents).replace('\'', '"') + "\n");
  }

  /** One day's row is lost, another is wrong, and a credit has gone. */
  private static void damage(SparkSession spark, TestLake lake) {
    DeltaTable days = DeltaTable.forPath(spark, lake.lake().path(CampaignDailyMetrics.TABLE));
    days.delete("campaign_id = 'golden-01' AND send_date = '2026-03-10'");
    days.updateExpr(
        "campaign_id = 'golden-02' AND send_date = '2026-03-10'",
        Map.of("total_quick_replies", "total_quick_replies + 7"));
    DeltaTable.forPath(spark, lake.lake().path(AttributedOrders.TABLE))
        .updateExpr("message_id = 'wamid.golden-01-a'", Map.of("amount", "amount + 1"));
  }

  private static Map<String, Long> planned(TestLake lake) {
    Plan plan =
        JobRunner.plan(
            lake.lake(),
            lake.settings(),
            lake.clock(),
            Jobs.BY_SEND_DAY,
            JobRun.Mode.INCREMENT,
            DAYS);
    Map<String, Long> changes = new TreeMap<>();
    for (Table table : Jobs.tables()) {
      plan.differences(table).ifPresent(rows -> changes.put(table.fullName(), rows.count()));
    }
    return changes;
  }

  private static Map<String, List<Map<String, String>>> rows(TestLake lake) {
    return Jobs.BY_SEND_DAY.stream()
        .flatMap(job -> job.writes().stream())
        .collect(Collectors.toMap(Table::fullName, lake::rows));
  }

  private static Map<String, Long> versions(TestLake lake) {
    return Jobs.tables().stream()
        .collect(Collectors.toMap(Table::fullName, table -> lake.lake().version(table)));
  }
}
