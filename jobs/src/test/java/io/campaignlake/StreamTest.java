package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.reference.GoldenCases;
import io.campaignlake.testing.KafkaBroker;
import io.campaignlake.testing.LakeProcess;
import io.campaignlake.testing.Outcome;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./lake stream} in a process of its own, on a topic of a real broker. */
@ExtendWith(SparkExtension.class)
final class StreamTest {
  private static final String SEND =
      "{\"campaign_id\":\"c\",\"record_id\":\"%1$s\",\"connector\":\"CLOUD_API\","
          + "\"attempted_at\":\"2026-03-10T13:00:00Z\",\"telephone\":\"5511999990001\","
          + "\"message_id\":\"wamid.%1$s\"}";

  @Test
  void streamThatIsAskedToStop_endsItsRoundAndGoesOnWhereItWas(
      SparkSession spark, @TempDir Path folder, @TempDir Path logs) {
    try (KafkaBroker broker = KafkaBroker.start(logs)) {
      broker.create("sends", 1);
      TestLake lake =
          new TestLake(
              spark,
              folder,
              GoldenCases.NOW,
              "landing.kafka.bootstrap-servers=" + broker.address(),
              "landing.kafka.topics.sends=sends");
      LakeProcess stream = LakeProcess.start(lake, "stream", "--trigger", "1s");
      broker.send("sends", 0, SEND.formatted("1"), SEND.formatted("2"));
      stream.await(() -> stream.said().contains("ingest-landing"));
      broker.send("sends", 0, SEND.formatted("3"));
      stream.terminate();

      assertThat(stream.exitCode()).as(stream.said()).isZero();
      assertThat(stream.said())
          .contains("stopping after this round")
          .contains("round 1: 2 arrivals");
      Row round = lake.table("ops.stream_rounds").head();
      assertThat(round.<Long>getAs("arrivals")).isEqualTo(2);
      assertThat(round.<Long>getAs("freshness_millis")).isPositive();
      assertThat(messages(lake)).containsExactly("wamid.1", "wamid.2");

      List<String> run = new ArrayList<>(List.of("run"));
      run.addAll(lake.commandLineOptions());
      assertThat(Outcome.of(run.toArray(String[]::new)).exitCode()).isZero();
      assertThat(messages(lake)).containsExactly("wamid.1", "wamid.2", "wamid.3");
      assertThat(Outcome.of(run.toArray(String[]::new)))
          .isEqualTo(new Outcome(0, "", "nothing new"));
    }
  }

  @Test
  void newsThatWaitAlready_comeBeforeTheReports(SparkSession spark, @TempDir Path folder) {
    TestLake lake = new TestLake(spark, folder, GoldenCases.NOW);
    Iterator<Boolean> rounds = List.of(true, true, true, false).iterator();
    Iterator<String> coming = List.of("2", "3", "4").iterator();
    List<Long> counted = new ArrayList<>();
    List<Long> reported = new ArrayList<>();
    land(lake, "1");
    lake.stream(
        () -> {
          counted.add(messagesOf(lake, "gold.campaign_daily_metrics"));
          reported.add(lake.table("reports.record_status").count());
          return rounds.next();
        },
        // Nothing lands during the second round: the reports catch up after it.
        () -> {
          String next = coming.next();
          if (!next.equals("3")) {
            land(lake, next);
          }
        });
    assertThat(counted).containsExactly(0L, 1L, 2L, 2L);
    assertThat(reported).containsExactly(0L, 0L, 2L, 2L);
    assertThat(messages(lake)).containsExactly("wamid.1", "wamid.2");
  }

  @Test
  void streamThatStops_leavesNoReportBehind(SparkSession spark, @TempDir Path folder) {
    TestLake lake = new TestLake(spark, folder, GoldenCases.NOW);
    Iterator<Boolean> rounds = List.of(true, false).iterator();
    land(lake, "1");
    lake.stream(rounds::next, () -> land(lake, "2"));
    assertThat(messages(lake)).containsExactly("wamid.1");
    assertThat(lake.table("reports.record_status").count()).isEqualTo(1);
  }

  private static void land(TestLake lake, String id) {
    Path sends = lake.landing().resolve("sends");
    try {
      Files.createDirectories(sends);
      Files.writeString(sends.resolve(id + ".jsonl"), SEND.formatted(id) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long messagesOf(TestLake lake, String table) {
    Row sum = lake.table(table).selectExpr("sum(messages_attempted)").head();
    return sum.isNullAt(0) ? 0 : sum.getLong(0);
  }

  private static List<String> messages(TestLake lake) {
    return lake.table("silver.messages").select("message_id").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
