package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.reference.GoldenCases;
import io.campaignlake.testing.KafkaBroker;
import io.campaignlake.testing.LakeProcess;
import io.campaignlake.testing.Outcome;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static List<String> messages(TestLake lake) {
    return lake.table("silver.messages").select("message_id").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
