package io.campaignlake.lake;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The keys {@code landing.kafka.*}: which topics are read beside the landing folders.
 *
 * @param servers brokers, {@code host:port} with commas between; empty when nothing is read
 * @param topics source, as the key names it → its topic; those without a topic are not in it
 * @param maxDocuments most documents of a topic that one batch takes
 * @param client further properties of the Kafka client, such as those of its security
 */
public record KafkaSettings(
    String servers, Map<String, String> topics, long maxDocuments, Map<String, String> client) {
  private static final String TOPICS = "landing.kafka.topics";

  static KafkaSettings read(LakeConfig config, List<String> problems) {
    List<String> wrong = new ArrayList<>();
    String servers = config.read("landing.kafka.bootstrap-servers", Config::getString, wrong);
    Map<String, String> topics = config.read(TOPICS, KafkaSettings::topics, wrong);
    Integer maxDocuments =
        config.read("landing.kafka.max-documents-per-batch", Settings::positive, wrong);
    Map<String, String> client =
        config.read("landing.kafka.client-properties", KafkaSettings::client, wrong);
    if (wrong.isEmpty() && servers.isBlank() && !topics.isEmpty()) {
      wrong.add(
          "Cannot use %s: landing.kafka.bootstrap-servers is empty. Set it, or no topic."
              .formatted(TOPICS));
    }
    problems.addAll(wrong);
    return wrong.isEmpty()
        ? new KafkaSettings(servers.strip(), topics, maxDocuments, client)
        : null;
  }

  private static Map<String, String> topics(Config config, String key) {
    Map<String, String> topics = new TreeMap<>();
    Set<String> taken = new HashSet<>();
    for (Map.Entry<String, ConfigValue> entry : config.getConfig(key).root().entrySet()) {
      String topic = entry.getValue().unwrapped().toString().strip();
      if (!topic.isEmpty()) {
        topics.put(entry.getKey(), topic);
        if (!taken.add(topic)) {
          throw new IllegalArgumentException(
              "topic %s stands for two sources, and a topic is of one".formatted(topic));
        }
      }
    }
    return topics;
  }

  private static Map<String, String> client(Config config, String key) {
    String file = config.getString(key).strip();
    Map<String, String> client = new TreeMap<>();
    if (file.isEmpty()) {
      return client;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("there is no readable file of that name", e);
    }
    properties
        .stringPropertyNames()
        .forEach(name -> client.put(name, properties.getProperty(name)));
    return client;
  }
}
