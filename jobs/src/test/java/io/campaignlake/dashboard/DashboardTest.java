package io.campaignlake.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.lake.LakeException;
import io.campaignlake.reports.ReportRequest;
import io.campaignlake.reports.Reports;
import io.campaignlake.testing.Browser;
import io.campaignlake.testing.ShopLake;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The dashboard's file in a browser, without a network. */
@ExtendWith(SparkExtension.class)
final class DashboardTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void browserIsPresent() {
    Browser.assumePresent();
  }

  private String page(TestLake lake) {
    Path out = folder.resolve("out");
    return Dashboard.write(lake.lake(), lake.settings(), lake.clock(), out).toUri().toString();
  }

  private Browser browser(String language, int width, int height) {
    return Browser.open(folder.resolve("profile"), language, width, height);
  }

  private static String hash(LocalDate from, LocalDate to, String campaign) {
    String dates =
        "#scope=ALL&from=%s&to=%s".formatted(from == null ? "" : from, to == null ? "" : to);
    return campaign == null ? dates : dates + "&campaign=" + campaign;
  }

  /** Every figure that the page shows, by its name in the report. */
  private static Map<String, String> shown(Browser browser) {
    Map<String, String> figures = new TreeMap<>();
    browser
        .elements("[data-figure]")
        .forEach(
            each ->
                figures.put(
                    each.getDomAttribute("data-figure"), each.getDomAttribute("data-value")));
    figures.put("is_final", browser.element("#state").getDomAttribute("data-final"));
    return figures;
  }

  /** The same of the command line's report. */
  private static Map<String, String> reported(
      TestLake lake, LocalDate from, LocalDate to, String campaign) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportRequest request =
        new ReportRequest(
            ReportRequest.Kind.OVERVIEW, campaign, from, to, null, ReportRequest.Format.JSON);
    Reports.write(lake.lake(), lake.settings(), lake.clock(), request, out);
    JsonNode report = JSON.readTree(out.toByteArray());
    Map<String, String> figures = new TreeMap<>();
    report
        .path("metrics")
        .properties()
        .forEach(e -> figures.put(e.getKey(), e.getValue().asText()));
    report.path("rates").properties().forEach(e -> figures.put(e.getKey(), e.getValue().asText()));
    for (JsonNode value : report.path("values")) {
      String currency = value.path("currency_code").asText();
      value.properties().stream()
          .filter(e -> !e.getKey().equals("currency_code"))
          .forEach(e -> figures.put(e.getKey() + "." + currency, e.getValue().asText()));
    }
    figures.put("is_final", report.path("is_final").asText());
    return figures;
  }

  @Test
  void anyRangeAndCampaign_showsTheNumbersOfTheReport() throws IOException {
    TestLake lake = ShopLake.lake();
    String page = page(lake);
    LocalDate early = LocalDate.parse("2026-03-04");
    LocalDate late = LocalDate.parse("2026-03-11");
    try (Browser browser = browser("en", 1280, 900)) {
      for (LocalDate[] range :
          new LocalDate[][] {
            {null, null}, {early, late}, {late, null}, {early, early}, {late.plusYears(1), null}
          }) {
        browser.go(page + hash(range[0], range[1], null));
        assertThat(shown(browser)).isEqualTo(reported(lake, range[0], range[1], null));
      }
      String campaign = busiest(lake);
      browser.go(page + hash(early, late, campaign));
      assertThat(shown(browser)).isEqualTo(reported(lake, early, late, campaign));
      assertThat(reported(lake, null, null, null).get("total_conversions")).isNotEqualTo("0");
      browser.assertNoErrors();
    }
  }

  private static String busiest(TestLake lake) {
    return lake.table("gold.campaign_summary")
        .orderBy(org.apache.spark.sql.functions.col("attempted").desc())
        .first()
        .getAs("campaign_id");
  }

  @Test
  void datesChosen_changeTheNumbers_andAReversedRangeIsRefused() {
    String page = page(ShopLake.lake());
    try (Browser browser = browser("en", 1280, 900)) {
      browser.go(page + hash(null, null, null));
      String all = browser.text("#card-messages_delivered .value");
      browser.redrawn(() -> browser.choose("#from", "2026-03-05"));
      browser.redrawn(() -> browser.choose("#to", "2026-03-06"));
      String two = browser.text("#card-messages_delivered .value");
      assertThat(two).isNotEqualTo(all).isNotEqualTo("0");

      browser.choose("#from", "2026-03-09");
      assertThat(browser.text("#range-problem")).isEqualTo("The first date is after the last.");
      assertThat(browser.text("#card-messages_delivered .value")).isEqualTo(two);

      browser.redrawn(() -> browser.choose("#to", "2026-03-09"));
      assertThat(browser.element("#from").getDomProperty("value")).isEqualTo("2026-03-09");

      browser.redrawn(() -> browser.click("#preset-all"));
      assertThat(browser.text("#card-messages_delivered .value")).isEqualTo(all);
      browser.assertNoErrors();
    }
  }

  @Test
  void page_opensOnTheActiveCampaigns_andOneOpensByKeyboard() {
    String page = page(ShopLake.lake());
    try (Browser browser = browser("en", 1280, 900)) {
      browser.go(page);
      assertThat(browser.element("#scope").getDomProperty("value")).isEqualTo("ACTIVE");
      assertThat(browser.elements("#campaigns .badge"))
          .extracting(each -> each.getText())
          .isNotEmpty()
          .containsOnly("Live");
      browser.picture("dashboard-light");
      browser.assertAccessible();

      browser.script("document.querySelector('[data-open]').focus()");
      browser.redrawn(() -> browser.press(Keys.ENTER));
      assertThat(browser.text("#campaign-name")).isNotEmpty();
      browser.picture("campaign-light");
      browser.assertAccessible();
      browser.redrawn(() -> browser.click("#back"));
      assertThat(browser.present("#campaigns")).isTrue();
      browser.assertNoErrors();
    }
  }

  @Test
  void portuguese_isSwitchedToAndRemembered() {
    String page = page(ShopLake.lake());
    try (Browser browser = browser("es", 1280, 900)) {
      browser.go(page);
      assertThat(browser.text("#card-messages_delivered h3")).isEqualTo("Mensajes entregados");
      browser.redrawn(() -> browser.choose("#language", "pt"));
      assertThat(browser.text("#card-messages_delivered h3")).isEqualTo("Mensagens entregues");
      assertThat(browser.element("html").getDomAttribute("lang")).isEqualTo("pt-BR");
      browser.go(page);
      assertThat(browser.text("#card-unique_clicks h3")).isEqualTo("Cliques únicos");
      browser.assertNoErrors();
    }
  }

  @Test
  void phoneInTheDark_fitsAndIsReadable() {
    String page = page(ShopLake.lake());
    try (Browser browser = browser("pt", 390, 844)) {
      browser.go(page);
      browser.redrawn(() -> browser.click("#theme"));
      assertThat(browser.element("html").getDomAttribute("data-theme")).isEqualTo("dark");
      browser.assertFitsTheWidth();
      browser.assertAccessible();
      browser.picture("dashboard-phone-dark");
      browser.redrawn(() -> browser.click("[data-open]"));
      browser.assertFitsTheWidth();
      browser.assertAccessible();
      browser.picture("campaign-phone-dark");
      browser.assertNoErrors();
    }
  }

  @Test
  void hostileNames_areShownAsTheyAreAndDoNothing() {
    String page = page(ShopLake.lake());
    try (Browser browser = browser("en", 1280, 900)) {
      browser.go(page);
      String name = ShopLake.HOSTILE_NAMES.get(0);
      assertThat(browser.elements("#campaigns .name")).extracting(e -> e.getText()).contains(name);
      assertThat(browser.present("main img, main script")).isFalse();
      assertThat(browser.script("return document.title")).isEqualTo("WhatsApp campaigns: overview");
      browser.assertFitsTheWidth();
      for (int i = 0; i < ShopLake.HOSTILE_NAMES.size(); i++) {
        browser.go(page + hash(null, null, "hostile-" + i));
        browser.assertFitsTheWidth();
      }
      browser.assertNoErrors();
    }
  }

  @Test
  void morePeopleThanThePageHolds_areEstimatedAndMarked() throws IOException {
    TestLake lake = ShopLake.lake("dashboard.exact-recipients=120");
    String page = page(lake);
    try (Browser browser = browser("en", 1280, 900)) {
      browser.go(page + hash(null, null, null));
      assertThat(browser.text("#card-unique_clicks .value")).startsWith("≈ ");
      assertThat(browser.text("#card-messages_delivered .value")).doesNotContain("≈");
      long estimate = Long.parseLong(shown(browser).get("recipients_delivered"));
      long exact = Long.parseLong(reported(lake, null, null, null).get("recipients_delivered"));
      // A fifth of about 150 people tells of all of them within a third, but for bad luck.
      assertThat(estimate).isBetween(exact / 2, exact * 2);
    }
  }

  @Test
  void lakeWithoutData_givesAPageOfZeros(SparkSession spark) {
    TestLake empty = new TestLake(spark, folder.resolve("empty"), ShopLake.NOW);
    try (Browser browser = browser("en", 1280, 900)) {
      browser.go(page(empty));
      assertThat(browser.text("#card-messages_delivered .value")).isEqualTo("0");
      assertThat(browser.text("#as-of")).isEqualTo("no run has published yet");
      browser.assertAccessible();
      browser.assertNoErrors();
    }
  }

  @Test
  void folderThatIsAFile_isRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));
    TestLake lake = ShopLake.lake();
    assertThatThrownBy(() -> Dashboard.write(lake.lake(), lake.settings(), lake.clock(), file))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot write dashboard " + file.resolve("index.html") + ": ");
  }
}
