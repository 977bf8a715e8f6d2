package io.campaignlake.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.campaigns.Author;
import io.campaignlake.campaigns.CampaignCommands;
import io.campaignlake.campaigns.CampaignFormat;
import io.campaignlake.campaigns.Definition;
import io.campaignlake.lake.LakeException;
import io.campaignlake.reports.ReportRequest;
import io.campaignlake.reports.Reports;
import io.campaignlake.testing.ShopLake;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's answers, and whom it answers. */
@ExtendWith(SparkExtension.class)
final class ConsoleHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "0123456789abcdef";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestLake lake;
  private static Console open;
  private static Console closed;

  @BeforeAll
  static void serve() {
    lake = ShopLake.lake();
    open = serve("");
    closed = serve(TOKEN);
    new CampaignCommands(lake.settings(), lake.clock())
        .create(
            "http",
            new Definition("API", "TEMPLATE", null, null, null, null),
            new Author("ana", null),
            CampaignFormat.JSON);
  }

  private static Console serve(String token) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Console.Address address = new Console.Address("127.0.0.1", 0, token);
    return Console.start(lake.lake(), lake.settings(), lake.clock(), address, nowhere);
  }

  @AfterAll
  static void stop() {
    open.close();
    closed.close();
  }

  private static HttpRequest.Builder at(Console console, String path) {
    return HttpRequest.newBuilder(URI.create(console.url() + path));
  }

  private static HttpResponse<String> get(Console console, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = at(console, path);
    return HTTP.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return post(
        path, body, Guard.HEADER, "console", "Content-Type", "application/json; charset=utf-8");
  }

  private static HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest request =
        at(open, path).headers(headers).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> response) throws IOException {
    return response.statusCode() + " " + JSON.readTree(response.body()).path("code").asText();
  }

  private static String status(String id) {
    return new CampaignCommands(lake.settings(), lake.clock()).show(id, CampaignFormat.JSON);
  }

  @Test
  void uniqueCounts_areThoseOfTheReport() throws Exception {
    JsonNode data = JSON.readTree(get(open, "api/data").body());
    var campaigns = JSON.createArrayNode();
    data.path("campaigns").forEach(each -> campaigns.add(each.path("campaign_id")));
    String choice =
        "{\"from\":\"2026-03-03\",\"to\":\"2026-03-12\",\"campaigns\":%s}".formatted(campaigns);
    JsonNode unique = JSON.readTree(post("api/people", choice).body());
    JsonNode report = JSON.readTree(report(ReportRequest.Format.JSON));
    for (String measure :
        new String[] {"unique_clicks", "recipients_delivered", "converting_recipients"}) {
      assertThat(unique.path("counts").path(measure).asLong())
          .as(measure)
          .isPositive()
          .isEqualTo(report.path("metrics").path(measure).asLong());
    }
    assertThat(unique.path("isEstimate").asBoolean(true)).isFalse();
  }

  private static String report(ReportRequest.Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var dates = new java.time.LocalDate[] {day(3), day(12)};
    ReportRequest request =
        new ReportRequest(ReportRequest.Kind.OVERVIEW, null, dates[0], dates[1], null, format);
    Reports.write(lake.lake(), lake.settings(), lake.clock(), request, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static java.time.LocalDate day(int day) {
    return java.time.LocalDate.of(2026, 3, day);
  }

  @Test
  void download_isTheReportOfTheCommandLine() throws Exception {
    HttpResponse<String> download =
        get(open, "api/reports/overview.csv?from=2026-03-03&to=2026-03-12");
    assertThat(download.body()).isEqualTo(report(ReportRequest.Format.CSV));
    assertThat(download.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"overview.csv\"");
    assertThat(download.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  private static Stream<String[]> wrongRequests() {
    return Stream.of(
        new String[] {
          "api/campaigns/pause", "{\"campaign_id\":\"nobody\"}", "409 unknown-campaign"
        },
        new String[] {"api/campaigns/resume", "{\"campaign_id\":\"http\"}", "409 illegal-step"},
        new String[] {"api/campaigns/explode", "{\"campaign_id\":\"http\"}", "400 bad-input"},
        new String[] {"api/campaigns/pause", "{}", "400 bad-input"},
        new String[] {"api/campaigns/pause", "{\"campaign_id\":7}", "400 bad-input"},
        new String[] {"api/campaigns/pause", "no JSON", "400 bad-input"},
        new String[] {"api/campaigns/pause", "[]", "400 bad-input"},
        new String[] {"api/campaigns/edit", "{\"campaign_id\":\"http\"}", "400 nothing-to-edit"},
        new String[] {
          "api/campaigns/edit", "{\"campaign_id\":\"http\",\"message_type\":\"X\"}", "400 bad-input"
        },
        new String[] {"api/people", "{\"from\":\"yesterday\",\"campaigns\":[]}", "400 bad-input"},
        new String[] {
          "api/people", "{\"from\":\"2026-03-02\",\"to\":\"2026-03-01\"}", "400 bad-range"
        },
        new String[] {
          "api/reports/send", "{\"kind\":\"overview\",\"email\":[\"nobody\"]}", "400 bad-address"
        },
        new String[] {
          "api/reports/send", "{\"kind\":\"overview\",\"email\":[]}", "400 bad-address"
        },
        new String[] {
          "api/reports/send", "{\"kind\":\"overview\",\"email\":[\"a@example.com\"]}", "400 no-mail"
        },
        new String[] {"api/reports/send", "{\"kind\":\"all\",\"email\":[]}", "400 bad-input"});
  }

  @ParameterizedTest
  @MethodSource("wrongRequests")
  void wrongRequest_isRefusedAndChangesNothing(String path, String body, String refusal)
      throws Exception {
    String before = status("http");
    assertThat(code(post(path, body))).isEqualTo(refusal);
    assertThat(status("http")).isEqualTo(before);
  }

  @Test
  void changeFromAnotherPage_isRefused() throws Exception {
    String before = status("http");
    String pause = "{\"campaign_id\":\"http\"}";
    String json = "application/json";
    assertThat(code(post("api/campaigns/pause", pause, "Content-Type", json)))
        .isEqualTo("403 forbidden");
    assertThat(
            code(
                post(
                    "api/campaigns/pause",
                    pause,
                    Guard.HEADER,
                    "console",
                    "Content-Type",
                    "text/plain")))
        .isEqualTo("403 forbidden");
    assertThat(
            code(
                post(
                    "api/campaigns/pause",
                    pause,
                    Guard.HEADER,
                    "console",
                    "Content-Type",
                    json,
                    "Origin",
                    "http://evil.example")))
        .isEqualTo("403 forbidden");
    assertThat(code(get(open, "api/data", "Sec-Fetch-Site", "cross-site")))
        .isEqualTo("403 forbidden");
    assertThat(status("http")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example"})
  void nameThatIsNotOurs_isRefused(String host) throws IOException {
    URI url = URI.create(open.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request = "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContain("campaign_id");
    }
  }

  @Test
  void token_isAskedForInTheBrowsersLanguage_andOpensASession() throws Exception {
    HttpResponse<String> asked = get(closed, "", "Accept-Language", "pt-BR,pt;q=0.9");
    assertThat(asked.statusCode()).isEqualTo(401);
    assertThat(asked.body()).contains("Console de campanhas").doesNotContain("campaign_id");
    assertThat(code(get(closed, "api/data"))).isEqualTo("401 token");
    assertThat(get(closed, "api/data", "Authorization", "Bearer " + TOKEN).statusCode())
        .isEqualTo(200);
    assertThat(get(closed, "api/data", "Authorization", "Bearer wrong").statusCode())
        .isEqualTo(401);

    assertThat(signIn("wrong").statusCode()).isEqualTo(401);
    HttpResponse<String> admitted = signIn(TOKEN);
    assertThat(admitted.statusCode()).isEqualTo(303);
    String cookie = admitted.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(TOKEN);
    String session = cookie.substring(0, cookie.indexOf(';'));
    assertThat(get(closed, "api/data", "Cookie", session).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> signIn(String token) throws Exception {
    HttpRequest request =
        at(closed, "session")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  @Test
  void addressThatOthersReach_needsAToken() {
    assertThatThrownBy(() -> new Console.Address("0.0.0.0", 8080, ""))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot serve on 0.0.0.0: others could reach it");
    assertThatThrownBy(() -> new Console.Address("0.0.0.0", 8080, "short"))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "Cannot serve: the token has 5 characters. Set SERVE_TOKEN to a secret of 16 or more.");
    assertThat(new Console.Address("0.0.0.0", 8080, TOKEN).host()).isEqualTo("0.0.0.0");
  }

  @Test
  void portThatIsTaken_isTold() {
    int port = URI.create(open.url()).getPort();
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    assertThatThrownBy(
            () ->
                Console.start(
                    lake.lake(),
                    lake.settings(),
                    lake.clock(),
                    new Console.Address("127.0.0.1", port, ""),
                    nowhere))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot serve on 127.0.0.1:" + port + ": ");
  }

  @Test
  void tenThousandCharacters_areAnsweredInOrder() throws Exception {
    String body = "{\"campaign_id\":\"%s\"}".formatted("x".repeat(10_000));
    assertThat(code(post("api/campaigns/pause", body))).isEqualTo("409 unknown-campaign");
  }
}
