package io.campaignlake.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.LakeException;
import io.campaignlake.testing.KafkaBroker;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Topics of a real broker, loaded into raw tables. */
@ExtendWith(SparkExtension.class)
final class TopicTest {
  @TempDir private static Path logs;
  private static KafkaBroker broker;
  private static int topics;

  @TempDir private Path folder;
  private String topic;
  private TestLake lake;

  @BeforeAll
  static void startBroker() {
    broker = KafkaBroker.start(logs);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopic(SparkSession spark) {
    topic = "clicks-" + topics++;
    broker.create(topic, 2);
    lake =
        new TestLake(
            spark,
            folder,
            Instant.parse("2026-06-15T00:00:00Z"),
            "quality.max-rejected-share=1",
            "landing.kafka.bootstrap-servers=" + broker.address(),
            "landing.kafka.topics.clicks=" + topic,
            "landing.kafka.max-documents-per-batch=3");
  }

  private void ingest(TestLake from) {
    from.run(JobRun.Mode.INCREMENT, List.of(new IngestLandingJob()));
  }

  private static String click(int number) {
    return "{\"message_id\":\"m%d\",\"clicked_at\":\"2026-03-02T10:00:00Z\"}".formatted(number);
  }

  private List<String> rows(String table, String... columns) {
    return lake.table(table).selectExpr(columns).collectAsList().stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }

  private List<String> messages() {
    return rows("raw.clicks", "get_json_object(document, '$.message_id')");
  }

  @Test
  void records_becomeDocumentsWithTheirPlaces() {
    broker.send(topic, 0, click(1), " ", "[" + click(2) + "," + click(3) + "]", "{\"cut\":");
    broker.send(topic, 1, "17", click(4));
    broker.send(topic, 1, null, new byte[] {'{', (byte) 0xFF, '}'});
    ingest(lake);
    String place = "concat(_source, ' ', _file, ' ', _position)";
    assertThat(rows("raw.clicks", "get_json_object(document, '$.message_id')", place))
        .containsExactly(
            "m1 clicks kafka:%s/0 0".formatted(topic),
            "m2 clicks kafka:%s/0@2 0".formatted(topic),
            "m3 clicks kafka:%s/0@2 1".formatted(topic),
            "m4 clicks kafka:%s/1 1".formatted(topic));
    assertThat(rows("raw.clicks_rejected", "reject_reason", "_file", "_position"))
        .containsExactly(
            "CORRUPT_JSON kafka:%s/0 3".formatted(topic),
            "NOT_AN_OBJECT kafka:%s/1 0".formatted(topic),
            "NOT_UTF8 kafka:%s/1 3".formatted(topic));
  }

  @Test
  void records_areLoadedOnceInBatchesOfTheLimit() throws IOException {
    broker.send(
        topic, 0, IntStream.range(10, 18).mapToObj(TopicTest::click).toArray(String[]::new));
    ingest(lake);
    ingest(lake);
    assertThat(messages()).containsExactly("m10", "m11", "m12", "m13", "m14", "m15", "m16", "m17");
    assertThat(lake.lake().version(RawTables.CLICKS))
        .as("a commit for each three, after the one that made the table")
        .isEqualTo(3);
    Files.createDirectories(lake.landing().resolve("clicks"));
    Files.writeString(lake.landing().resolve("clicks/more.jsonl"), click(18) + "\n");
    broker.send(topic, 1, click(19));
    ingest(lake);
    assertThat(messages()).hasSize(10).endsWith("m18", "m19");
  }

  @Test
  void recordsWhoseProgressWasLost_areNotLoadedTwice() throws IOException {
    broker.send(topic, 0, click(1), click(2));
    ingest(lake);
    broker.send(topic, 0, click(3));
    ingest(lake);
    Path checkpoint = Path.of(lake.lake().root(), "_checkpoints/ingest-topic-clicks");
    Files.delete(checkpoint.resolve("commits/1"));
    Files.deleteIfExists(checkpoint.resolve("commits/.1.crc"));
    broker.send(topic, 1, click(4));
    ingest(lake);
    assertThat(messages()).containsExactly("m1", "m2", "m3", "m4");
  }

  @Test
  void job_isDoneWhileTheTopicHasNothingNew() {
    var job = new IngestLandingJob();
    broker.send(topic, 0, click(1));
    ingest(lake);
    assertThat(job.isDone(lake.settings(), new Configuration())).isTrue();
    broker.send(topic, 1, click(2));
    assertThat(job.isDone(lake.settings(), new Configuration())).isFalse();
    ingest(lake);
    assertThat(job.isDone(lake.settings(), new Configuration())).isTrue();
  }

  @Test
  void topicThatIsNotThere_isToldAndNothingIsDone() {
    TestLake wrong = lake.with("landing.kafka.topics.meta=nowhere");
    assertThatThrownBy(() -> ingest(wrong))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "Cannot read topic nowhere on %s: there is no such topic. Check landing.kafka.bootstrap-servers and landing.kafka.topics.meta.",
            broker.address());
  }

  @Test
  void brokerThatDoesNotAnswer_isTold() throws IOException {
    Path client = Files.writeString(folder.resolve("client"), "default.api.timeout.ms=1500\n");
    TestLake dead =
        lake.with(
            "landing.kafka.bootstrap-servers=127.0.0.1:1",
            "landing.kafka.client-properties=" + client);
    Topic unreachable = Topic.of(dead.settings(), new Configuration()).get(0);
    assertThatThrownBy(unreachable::ends)
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith(
            "Cannot read topic %s on 127.0.0.1:1: Timeout expired".formatted(topic));
  }

  @Test
  void wrongConfiguration_isToldAtOnce() {
    Map<String, String> problems =
        Map.of(
            "landing.kafka.bootstrap-servers=",
            "Cannot use landing.kafka.topics: landing.kafka.bootstrap-servers is empty. Set it, or no topic.",
            "landing.kafka.topics.meta=" + topic,
            "topic %s stands for two sources, and a topic is of one".formatted(topic),
            "landing.kafka.client-properties=nowhere.properties",
            "there is no readable file of that name",
            "landing.kafka.max-documents-per-batch=0",
            "it is not positive");
    problems.forEach(
        (set, problem) ->
            assertThatThrownBy(() -> lake.with(set).settings())
                .as(set)
                .isInstanceOf(LakeException.class)
                .hasMessageContaining(problem));
  }
}
