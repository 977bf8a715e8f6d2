package io.campaignlake.raw;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.lake.KafkaSettings;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.SmallFile;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A Kafka topic whose records are the documents of one source: what would be a line of a landing
 * file is the value of a record. Partition and offset are kept as file and position.
 */
final class Topic {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

  private final LandingSource source;
  private final String name;
  private final KafkaSettings kafka;
  private final SmallFile reached;

  private Topic(LandingSource source, Settings settings, Configuration hadoop) {
    this.source = source;
    this.kafka = settings.kafka();
    this.name = kafka.topics().get(source.key());
    // A hint that spares a start of Spark: without it the stream's checkpoint decides.
    this.reached =
        new SmallFile(
            settings.lakeRoot() + "/_checkpoints/topic-" + source.key() + ".offsets", hadoop);
  }

  /** Those of the configuration, in the order of the sources. */
  static List<Topic> of(Settings settings, Configuration hadoop) {
    return Arrays.stream(LandingSource.values())
        .filter(source -> settings.kafka().topics().containsKey(source.key()))
        .map(source -> new Topic(source, settings, hadoop))
        .toList();
  }

  LandingSource source() {
    return source;
  }

  /**
   * The offset after the last record of each partition, as text that is equal when they are.
   *
   * @throws LakeException when the brokers do not answer or have no such topic
   */
  String ends() {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWERED_WITHIN.toMillis());
    properties.putAll(kafka.client());
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.servers());
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(properties, bytes, bytes)) {
      List<PartitionInfo> partitions = consumer.partitionsFor(name);
      if (partitions == null || partitions.isEmpty()) {
        throw cannotRead("there is no such topic");
      }
      List<TopicPartition> all =
          partitions.stream().map(p -> new TopicPartition(name, p.partition())).toList();
      Map<Integer, Long> ends = new TreeMap<>();
      consumer.endOffsets(all).forEach((partition, end) -> ends.put(partition.partition(), end));
      return name + " " + ends;
    } catch (KafkaException e) {
      throw cannotRead(e.getMessage());
    }
  }

  private LakeException cannotRead(String reason) {
    return LakeException.failed(
        "Cannot read topic %s on %s: %s. Check landing.kafka.bootstrap-servers and landing.kafka.topics.%s."
            .formatted(name, kafka.servers(), reason, source.key()));
  }

  boolean isReached(String ends) {
    return reached.read().map(ends::equals).orElse(false);
  }

  void keepReached(String ends) {
    reached.write(ends);
  }

  /** Its records from the first that it still has; of what is gone before it was read, it tells. */
  Dataset<Row> stream(SparkSession spark) {
    var reader =
        spark
            .readStream()
            .format("kafka")
            .option("kafka.bootstrap.servers", kafka.servers())
            .option("subscribe", name)
            .option("startingOffsets", "earliest")
            .option("failOnDataLoss", "true")
            .option("maxOffsetsPerTrigger", kafka.maxDocuments());
    kafka.client().forEach((property, value) -> reader.option("kafka." + property, value));
    return reader.load();
  }

  /**
   * The documents of a batch of records.
   *
   * @param records rows of Spark's Kafka source
   * @return rows of {@link DocumentRows}
   */
  Dataset<Row> documents(Dataset<Row> records, long maxBytes, Instant ingestedAt) {
    String folder = source.folder();
    Timestamp at = Timestamp.from(ingestedAt);
    FlatMapFunction<Row, Row> cut =
        record -> {
          String partition = "kafka:" + record.getString(0) + "/" + record.getInt(1);
          long offset = record.getLong(2);
          // A record without a value only says that its key is gone: there is no document in it.
          byte[] value = record.isNullAt(3) ? new byte[0] : record.getAs(3);
          List<Document> documents = JsonText.documents(value, value.length, maxBytes, 0);
          // An array's elements count within their record, or they would share places with the
          // records that follow.
          boolean isOne = documents.size() == 1;
          return documents.stream()
              .map(
                  d ->
                      isOne
                          ? DocumentRows.row(d.at(offset), folder, partition, at)
                          : DocumentRows.row(d, folder, partition + "@" + offset, at))
              .iterator();
        };
    return records
        .select(col("topic"), col("partition"), col("offset"), col("value"))
        .flatMap(cut, Encoders.row(DocumentRows.SCHEMA));
  }
}
