package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.lake.Ops;
import io.campaignlake.lake.Table;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tables' own Delta logs say of them to any reader. */
@ExtendWith(SparkExtension.class)
final class TableFormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What every Delta reader of the last years can do. */
  private static final Set<String> PLAIN_FEATURES =
      Set.of("appendOnly", "invariants", "checkConstraints", "changeDataFeed");

  private static TestLake lake;

  @BeforeAll
  static void createTables(SparkSession spark, @TempDir Path folder) {
    lake = new TestLake(spark, folder, Instant.parse("2026-06-15T00:00:00Z"));
    lake.createTables();
  }

  static List<Table> tables() {
    return Stream.concat(Jobs.tables().stream(), Stream.of(Ops.JOB_RUNS, Ops.REJECTED_SHARES))
        .toList();
  }

  static List<Table> publishedTables() {
    return tables().stream()
        .filter(table -> Set.of("gold", "reports").contains(table.layer()))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void everyColumn_hasACommentInTheLog(Table table) throws IOException {
    JsonNode metadata = action(table, "metaData");
    JsonNode schema = JSON.readTree(metadata.path("schemaString").asText());
    assertThat(schema.path("fields")).as("columns").hasSameSizeAs(table.fields());
    for (JsonNode column : schema.path("fields")) {
      assertThat(column.at("/metadata/comment").asText())
          .as("comment of %s.%s", table, column.path("name").asText())
          .matches("(?s).{3,}[.…]");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("publishedTables")
  void publishedTable_isReadByAnyDeltaReader(Table table) throws IOException {
    JsonNode metadata = action(table, "metaData");
    assertThat(metadata.path("configuration").path("delta.enableDeletionVectors").asText("false"))
        .isEqualTo("false");
    assertThat(metadata.path("configuration").path("delta.columnMapping.mode").asText("none"))
        .isEqualTo("none");
    assertThat(metadata.path("schemaString").asText()).doesNotContain("\"variant\"");
    JsonNode protocol = action(table, "protocol");
    assertThat(protocol.path("minReaderVersion").asInt()).isEqualTo(1);
    Set<String> features = new TreeSet<>();
    protocol.path("readerFeatures").forEach(feature -> features.add(feature.asText()));
    protocol.path("writerFeatures").forEach(feature -> features.add(feature.asText()));
    assertThat(PLAIN_FEATURES).containsAll(features);
  }

  /** The last action of a kind in the table's log. */
  private static JsonNode action(Table table, String kind) throws IOException {
    Path log = Path.of(lake.lake().path(table), "_delta_log");
    JsonNode found = JSON.missingNode();
    try (Stream<Path> files = Files.list(log)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode action = JSON.readTree(line).path(kind);
          found = action.isMissingNode() ? found : action;
        }
      }
    }
    assertThat(found.isMissingNode()).as("%s has %s", table, kind).isFalse();
    return found;
  }
}
