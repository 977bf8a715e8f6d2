package io.campaignlake.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.Jobs;
import io.campaignlake.console.Console;
import io.campaignlake.console.Guard;
import io.campaignlake.demo.GeneratorOptions;
import io.campaignlake.demo.LandingGenerator;
import io.campaignlake.lake.LakeClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;

/**
 * The console's overview of 90 days over HTTP: the numbers of all days, and the people of the range
 * counted once each.
 */
final class ConsoleBench {
  private static final int DAYS = 90;
  private static final int CAMPAIGNS = 60;
  private static final int PEOPLE = 3_000;
  private static final int CAMPAIGN_DAYS = 1_000;
  private static final LocalDate START = LocalDate.of(2026, 3, 1);
  private static final LakeClock CLOCK = LakeClock.fixed(Instant.parse("2026-07-15T12:00:00Z"));
  private static final double MOST_SECONDS = 0.3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession spark;
  private final Stopwatch watch;
  private final Path root;
  private final Results results;
  private final HttpClient client = HttpClient.newHttpClient();

  ConsoleBench(SparkSession spark, Stopwatch watch, Path root, Results results) {
    this.spark = spark;
    this.watch = watch;
    this.root = root;
    this.results = results;
  }

  void run() throws Exception {
    BenchLake lake = lake();
    var address = new Console.Address("127.0.0.1", 0, "");
    try (Console console =
        Console.start(lake.tables(), lake.settings(), CLOCK, address, System.err)) {
      JsonNode data = JSON.readTree(answer(data(console)));
      int campaignDays = data.path("days").path("rows").size();
      if (campaignDays < CAMPAIGN_DAYS) {
        throw new IllegalStateException(
            "the lake has only %d campaign-days".formatted(campaignDays));
      }
      HttpRequest people = people(console, data.path("campaigns"));
      Measured overview =
          watch.measure(
              "console: overview of %d days".formatted(DAYS),
              campaignDays,
              () -> {
                answer(data(console));
                answer(people);
              });
      results.add(overview);
      results.ratio("console: overview, seconds", overview.median(), "<=", MOST_SECONDS);
    }
  }

  /** The lake of a shop with so many campaigns, made unless it stands there. */
  private BenchLake lake() {
    Path folder = root.resolve("console");
    Path landing = folder.resolve("landing");
    if (!Files.exists(landing)) {
      LandingGenerator.generate(new GeneratorOptions(42, CAMPAIGNS, PEOPLE, DAYS, START), landing);
    }
    BenchLake lake = new BenchLake(spark, folder.resolve("lake"), landing, CLOCK);
    lake.run(Jobs.IN_DATA_ORDER);
    return lake;
  }

  private static HttpRequest data(Console console) {
    return HttpRequest.newBuilder(URI.create(console.url() + "api/data")).build();
  }

  private static HttpRequest people(Console console, JsonNode campaigns) {
    ArrayNode ids = JSON.createArrayNode();
    campaigns.forEach(campaign -> ids.add(campaign.path("campaign_id")));
    ObjectNode asked = JSON.createObjectNode();
    asked.put("from", START.toString()).put("to", START.plusDays(DAYS - 1).toString());
    asked.set("campaigns", ids);
    return HttpRequest.newBuilder(URI.create(console.url() + "api/people"))
        .headers(Guard.HEADER, "console", "Content-Type", "application/json; charset=utf-8")
        .POST(HttpRequest.BodyPublishers.ofString(asked.toString()))
        .build();
  }

  private String answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(request.uri() + " answered " + response.body());
    }
    return response.body();
  }
}
