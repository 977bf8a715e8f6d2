package io.campaignlake.testing;

import io.campaignlake.demo.GeneratorOptions;
import io.campaignlake.demo.LandingGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The lake of an invented shop for tests of what people look at: a month of campaigns, and some
 * that strangers named. It is made once for the whole test run; a test changes only campaigns that
 * it has made itself.
 */
public final class ShopLake {
  /** Not all days have matured by then. */
  public static final Instant NOW = Instant.parse("2026-04-20T12:00:00Z");

  /** Names that a page, a spreadsheet or a layout could fall for. */
  public static final List<String> HOSTILE_NAMES =
      List.of(
          "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">",
          "=HYPERLINK(\"http://evil.example\",\"click\")",
          "\u202Egnp.exe ‮حملة الربيع",
          "x".repeat(10_000));

  private ShopLake() {}

  private static final class Shared {
    private static final TestLake LAKE = made();
  }

  /**
   * @param sets further settings, as for {@link TestLake}
   */
  public static TestLake lake(String... sets) {
    return Shared.LAKE.with(sets);
  }

  private static TestLake made() {
    try {
      Path folder = Files.createTempDirectory("shop-lake");
      TestLake lake = new TestLake(SparkExtension.session(), folder, NOW);
      GeneratorOptions shop = new GeneratorOptions(7, 5, 150, 20, LocalDate.of(2026, 3, 1));
      LandingGenerator.generate(shop, lake.landing());
      Path definitions = lake.landing().resolve("campaigns/hostile.jsonl");
      Files.createDirectories(definitions.getParent());
      Files.writeString(definitions, hostile(), StandardCharsets.UTF_8);
      return lake.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hostile() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < HOSTILE_NAMES.size(); i++) {
      String name = HOSTILE_NAMES.get(i).replace("\"", "\\\"");
      lines.append(
          "{\"campaign_id\":\"hostile-%d\",\"name\":\"%s\",\"type\":\"API\",\"created_at\":\"2026-03-0%dT00:00:00Z\"}\n"
              .formatted(i, name, i + 1));
    }
    return lines.toString();
  }
}
