package io.campaignlake.testing;

import io.campaignlake.raw.LandingSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka broker of its own in this process, its own controller too; gone when closed. */
public final class KafkaBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final String address;
  private final KafkaProducer<byte[], byte[]> producer;

  private KafkaBroker(KafkaRaftServer server, String address) {
    this.server = server;
    this.address = address;
    var bytes = new ByteArraySerializer();
    // One batch after the other: a new partition may refuse the first and take the second, and the
    // first would then be out of order for good.
    Map<String, Object> settings =
        Map.of("bootstrap.servers", address, "max.in.flight.requests.per.connection", 1);
    this.producer = new KafkaProducer<>(settings, bytes, bytes);
  }

  /**
   * @param folder for its logs
   */
  public static KafkaBroker start(Path folder) {
    String address = "127.0.0.1:" + freePort();
    String controller = "127.0.0.1:" + freePort();
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller,
            "controller.listener.names", "CONTROLLER",
            "controller.quorum.voters", "1@" + controller,
            "log.dirs", folder.toString(),
            "offsets.topic.replication.factor", "1",
            "auto.create.topics.enable", "false",
            "group.initial.rebalance.delay.ms", "0"));
    try {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .setDirectories(Set.of(folder.toString()))
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(folder.toString())
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("Kafka's folder cannot be prepared", e);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server, address);
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String address() {
    return address;
  }

  public void create(String topic, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The topics of all sources, named after their landing folders, and the keys that set them. */
  public String[] createAll() {
    List<String> sets = new ArrayList<>(List.of("landing.kafka.bootstrap-servers=" + address));
    for (LandingSource source : LandingSource.values()) {
      String name = source.folder().replace('/', '-');
      create(topic(source.folder()), 2);
      sets.add("landing.kafka.topics." + name + "=" + topic(source.folder()));
    }
    return sets.toArray(String[]::new);
  }

  public static String topic(String folder) {
    return "landing." + folder.replace('/', '.');
  }

  /** Sends records and waits until the broker has them. */
  public void send(String topic, int partition, byte[]... values) {
    List<Future<RecordMetadata>> sent =
        Arrays.stream(values)
            .map(value -> producer.send(new ProducerRecord<>(topic, partition, null, value)))
            .toList();
    producer.flush();
    try {
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("The broker did not take a record", e);
    }
  }

  public void send(String topic, int partition, String... values) {
    send(
        topic,
        partition,
        Arrays.stream(values)
            .map(value -> value.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  @Override
  public void close() {
    producer.close();
    server.shutdown();
    server.awaitShutdown();
  }
}
