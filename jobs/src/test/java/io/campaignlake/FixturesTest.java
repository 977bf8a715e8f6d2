package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.lake.JobRun;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Captures of real providers that nobody in this project wrote, through ingestion and typing. They
 * lie beside the repository, or where {@code LAKE_FIXTURES} says; where they are not, nothing is
 * tested here.
 */
@EnabledIf(
    value = "areThere",
    disabledReason = "there are no fixtures: set LAKE_FIXTURES to their folder to test them")
@ExtendWith(SparkExtension.class)
final class FixturesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> TYPING =
      Set.of("ingest-landing", "type-message-events", "fold-orders");
  private static TestLake lake;
  private static int landed;

  @BeforeAll
  static void landAll(SparkSession spark, @TempDir Path folder) throws IOException {
    Path fixtures = fixtures();
    lake =
        new TestLake(
            spark, folder, Instant.parse("2026-06-15T00:00:00Z"), "quality.max-rejected-share=1");
    for (Path file : files(fixtures)) {
      land(file, fixtures.relativize(file));
    }
    lake.run(
        JobRun.Mode.INCREMENT,
        Jobs.IN_DATA_ORDER.stream().filter(job -> TYPING.contains(job.name())).toList());
  }

  static boolean areThere() {
    return Files.isDirectory(fixtures());
  }

  private static Path fixtures() {
    String set = System.getenv("LAKE_FIXTURES");
    return Path.of(set == null ? "../../shared/fixtures" : set).toAbsolutePath().normalize();
  }

  private static List<Path> files(Path fixtures) throws IOException {
    try (Stream<Path> found = Files.walk(fixtures)) {
      return found.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** Puts a capture into its provider's folder as it is, or its cases one by one. */
  private static void land(Path file, Path name) throws IOException {
    String provider = name.getName(0).toString();
    Path folder = lake.landing().resolve(provider.equals("vtex") ? "orders/vtex" : provider);
    String flat = name.toString().replace('/', '.');
    Map<String, String> cases = cases(file);
    for (var entry : cases.entrySet()) {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve(flat.replace(".json", entry.getKey() + ".json")), entry.getValue());
      landed++;
    }
  }

  private static Map<String, String> cases(Path file) throws IOException {
    Map<String, String> cases = new TreeMap<>();
    String text = Files.readString(file);
    JsonNode whole = JSON.readTree(text);
    boolean isWrapper =
        whole.isObject() && whole.properties().stream().allMatch(p -> p.getValue().has("entry"));
    if (isWrapper) {
      whole.properties().forEach(p -> cases.put("." + p.getKey(), p.getValue().toString()));
    } else if (whole.has("list")) {
      cases.put("", whole.path("list").toString());
    } else if (whole.isArray() && whole.path(0).has("payload")) {
      whole.forEach(
          each -> cases.put("." + each.path("case").asText(), each.path("payload").toString()));
    } else {
      cases.put("", text);
    }
    return cases;
  }

  @Test
  void documentsOfTheCaptures_areLoadedOrRejectedForAReason() {
    assertThat(rejected("raw.message_events_rejected"))
        .as("a stray brace after the document")
        .containsExactly("meta.bindambc.textMessageStatusRead.json: CORRUPT_JSON");
    assertThat(rejected("raw.orders_rejected")).isEmpty();
    assertThat(rejected("silver.message_events_rejected")).isEmpty();
    assertThat(rejected("silver.orders_rejected"))
        .as("a mock without storePreferencesData, and one with dates in local time")
        .containsExactly(
            "vtex.oficialfarma_orders_mock.json: MISSING_CURRENCY",
            "vtex.oficialfarma_orders_mock_localdates.json: BAD_TIMESTAMP");
    long documents = lake.table("raw.message_events").count() + lake.table("raw.orders").count();
    assertThat(documents).isEqualTo(landed);
  }

  @Test
  void partsOfTheCaptures_areLoadedOrIgnoredByKind() {
    Row run = lake.table("ops.job_runs").where("job = 'type-message-events'").head();
    Map<String, Long> counts = new TreeMap<>(run.getJavaMap(run.fieldIndex("counts")));
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "documents_in", 70L,
                "documents_loaded", 58L,
                "documents_ignored", 12L,
                "ignored:account_update", 2L,
                "ignored:message_template_status_update", 3L,
                "ignored:phone_number_quality_update", 1L,
                "ignored:template_category_update", 1L,
                "ignored:user-event", 3L,
                "ignored:user_preferences", 2L,
                "replies_without_context", 1L));
  }

  @Test
  void statusesOfTheCaptures_areAllKnown() {
    assertThat(
            lake.table("silver.message_events").select("status").distinct().collectAsList().stream()
                .map(row -> row.getString(0)))
        .containsExactlyInAnyOrder("ENQUEUED", "SENT", "DELIVERED", "READ", "PLAYED", "FAILED");
    assertThat(lake.table("silver.message_events").where("error_code IS NOT NULL").count())
        .isEqualTo(lake.table("silver.message_events").where("status = 'FAILED'").count());
  }

  @Test
  void tapsOfTheCaptures_areTold() {
    assertThat(
            lake
                .table("silver.inbound_messages")
                .where("reply_kind IS NOT NULL")
                .collectAsList()
                .stream()
                .map(r -> r.getAs("reply_kind") + " on " + r.getAs("context_ref")))
        .containsExactlyInAnyOrder(
            "button on wamid.xyzxyz==",
            "button on null",
            "button on wamid.nBgN6TUyN2k5NzAzM5kzNhUCABI8FDNFQjAxQkE5REI4NEUzQ5Y5QTNgAA==",
            "button_reply on wamid.xyzxyz",
            "list_reply on wamid.xyzxyz",
            "list_reply on wamid.xyzxyz",
            // Another capture has the same inbound id for a text.
            "button on 9b71295f-f7af-4c1f-b2b4-31b4a4867bad");
  }

  private static List<String> rejected(String table) {
    return lake.table(table).collectAsList().stream()
        .map(
            row -> {
              String file = row.getAs("_file");
              return file.substring(file.lastIndexOf('/') + 1) + ": " + row.getAs("reject_reason");
            })
        .sorted()
        .toList();
  }
}
