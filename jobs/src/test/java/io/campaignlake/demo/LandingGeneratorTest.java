package io.campaignlake.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LandingGeneratorTest {
  private static final LocalDate START = LocalDate.of(2026, 3, 1);
  private static final GeneratorOptions SMALL = new GeneratorOptions(7, 3, 60, 10, START);
  private static final GeneratorOptions LARGER = new GeneratorOptions(42, 7, 300, 12, START);

  @TempDir Path folder;

  @Test
  void sameOptions_giveTheSameBytes() throws IOException {
    LandingGenerator.generate(LARGER, folder.resolve("a"));
    LandingGenerator.generate(LARGER, folder.resolve("b"));
    assertThat(new Landed(folder.resolve("a")).bytesByPath())
        .isEqualTo(new Landed(folder.resolve("b")).bytesByPath());
  }

  @Test
  void otherSeed_givesAnotherShop() throws IOException {
    LandingGenerator.generate(SMALL, folder.resolve("a"));
    LandingGenerator.generate(new GeneratorOptions(8, 3, 60, 10, START), folder.resolve("b"));
    assertThat(new Landed(folder.resolve("a")).bytesByPath())
        .isNotEqualTo(new Landed(folder.resolve("b")).bytesByPath());
  }

  @Test
  void counts_equalTheDocumentsOnDisk() throws IOException {
    GeneratedLanding made = LandingGenerator.generate(LARGER, folder);
    Landed landed = new Landed(folder);
    TreeMap<String, GeneratedLanding.Count> onDisk = new TreeMap<>();
    for (String path : made.folders().keySet()) {
      int files = landed.files(path).size();
      onDisk.put(path, new GeneratedLanding.Count(files, landed.documents(path).size()));
    }
    assertThat(made.folders()).isEqualTo(onDisk);
    assertThat(made.total().files()).isEqualTo(landed.files("").size());
  }

  @Test
  void smallShop_hasEveryFolder() {
    GeneratedLanding made = LandingGenerator.generate(SMALL, folder);
    assertThat(made.folders().keySet())
        .containsExactly(
            "campaigns", "carts/vtex", "clicks", "gupshup", "meta", "orders/vtex", "sends");
    assertThat(made.folders().values()).allMatch(count -> count.documents() > 0);
  }

  @Test
  void endingsOfTheContract_allOccurAndNoOthers() throws IOException {
    LandingGenerator.generate(SMALL, folder);
    Set<String> endings = new HashSet<>();
    for (Path file : new Landed(folder).files("")) {
      String name = file.getFileName().toString();
      endings.add(name.substring(name.indexOf('.')));
    }
    assertThat(endings).containsExactlyInAnyOrder(".json", ".jsonl", ".jsonl.gz", ".csv");
  }

  @Test
  void generatingAgain_leavesTheFilesUntouched() throws IOException {
    LandingGenerator.generate(SMALL, folder);
    Path file = new Landed(folder).files("meta").get(0);
    FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(file, longAgo);
    LandingGenerator.generate(SMALL, folder);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
  }

  @Test
  void folderOfOtherOptions_isRefused() {
    LandingGenerator.generate(SMALL, folder);
    assertThatThrownBy(() -> LandingGenerator.generate(LARGER, folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot generate into "
                + folder
                + ": it holds files that these options did not make. Name a new or empty folder.");
  }

  @Test
  void folderWithForeignFiles_isRefusedAndKeptAsItIs() throws IOException {
    Files.createDirectories(folder.resolve("sends"));
    Files.writeString(folder.resolve("sends/ours.jsonl"), "{}\n");
    assertThatThrownBy(() -> LandingGenerator.generate(SMALL, folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot generate into ");
    assertThat(new Landed(folder).files("")).hasSize(1);
  }

  @Test
  void noHiddenFilesRemain_butTheOptions() throws IOException {
    LandingGenerator.generate(SMALL, folder);
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.map(path -> path.getFileName().toString()).filter(n -> n.startsWith(".")))
          .containsExactly(".generator-options");
    }
  }

  @Test
  void firstCampaign_isAnApiCampaignAndOnlyOneIsRegular() throws IOException {
    LandingGenerator.generate(LARGER, folder);
    List<JsonNode> definitions = new Landed(folder).documents("campaigns");
    assertThat(definitions)
        .filteredOn(definition -> definition.get("campaign_id").asText().endsWith("-01"))
        .allMatch(definition -> definition.get("type").asText().equals("API"))
        .isNotEmpty();
    Set<String> regular = new HashSet<>();
    definitions.stream()
        .filter(definition -> definition.get("message_type").asText().equals("REGULAR"))
        .forEach(definition -> regular.add(definition.get("campaign_id").asText()));
    assertThat(regular).hasSize(1);
  }

  @Test
  void noEvent_liesAfterTheClickWindowOfTheLastSend() throws IOException {
    LandingGenerator.generate(SMALL, folder);
    Instant end = Instant.parse("2026-03-27T00:00:00Z");
    Landed landed = new Landed(folder);
    List<Instant> times = new ArrayList<>();
    for (JsonNode order : landed.documents("orders/vtex")) {
      times.add(OffsetDateTime.parse(order.get("lastChange").asText()).toInstant());
    }
    for (JsonNode click : landed.documents("clicks")) {
      times.add(Instant.parse(click.get("clicked_at").asText()));
    }
    for (JsonNode body : landed.documents("meta")) {
      body.findValuesAsText("timestamp")
          .forEach(seconds -> times.add(Instant.ofEpochSecond(Long.parseLong(seconds))));
    }
    assertThat(times).isNotEmpty().allMatch(time -> time.isBefore(end));
  }

  @Test
  void orderTotals_sumToTheAmount() throws IOException {
    LandingGenerator.generate(LARGER, folder);
    for (JsonNode order : new Landed(folder).documents("orders/vtex")) {
      long sum = 0;
      for (JsonNode total : order.get("totals")) {
        sum += total.get("value").asLong();
      }
      assertThat(sum).isEqualTo(order.get("value").asLong());
    }
  }
}
