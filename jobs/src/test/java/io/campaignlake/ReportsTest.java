package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.lake.LakeException;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingDocument;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.reference.ReferenceCalculator;
import io.campaignlake.reference.ReferencePolicy;
import io.campaignlake.reference.ReferenceReports;
import io.campaignlake.reference.ReferenceReports.Choice;
import io.campaignlake.reference.Worlds;
import io.campaignlake.reports.Language;
import io.campaignlake.reports.ReportRequest;
import io.campaignlake.reports.ReportRequest.Format;
import io.campaignlake.reports.ReportRequest.Kind;
import io.campaignlake.reports.Reports;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report files of a lake that came about in two runs, against the reference calculator. */
@ExtendWith(SparkExtension.class)
final class ReportsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestLake lake;
  private static TestLake empty;
  private static ReferenceReports expected;

  @BeforeAll
  static void landInTwoRuns(SparkSession spark, @TempDir Path folder) {
    lake =
        new TestLake(
            spark, folder.resolve("full"), GoldenCases.NOW, "quality.max-rejected-share=1");
    empty = new TestLake(spark, folder.resolve("empty"), GoldenCases.NOW);
    LandingFiles files = new LandingFiles(lake.landing(), 1);
    List<Landing> landed = new ArrayList<>();
    for (Landing arrival : arrivals()) {
      files.write(arrival);
      landed.add(arrival);
      lake.run();
    }
    expected =
        ReferenceCalculator.reports(
            Landing.all(landed), ReferencePolicy.defaults(), GoldenCases.NOW);
  }

  /** Carts come late: in the second run that of the orders, in the third that of the send. */
  private static List<Landing> arrivals() {
    List<Landing> golden = GoldenCases.arrivals();
    List<Landing> worlds =
        Landing.all(Stream.of(1, 2, 3, 4).map(no -> Worlds.sample(7, no)).toList())
            .shuffled(3)
            .split(2);
    Landing first =
        Landing.of(
            document(
                "sends",
                "{'campaign_id':'=carts','record_id':'r','connector':'CLOUD_API',"
                    + "'attempted_at':'2026-03-10T13:00:00Z','telephone':'551199990001',"
                    + "'message_id':'wamid.carts','order_form_id':'left-behind'}"),
            document(
                "clicks",
                "{'click_id':'c','message_id':'wamid.carts','clicked_at':'2026-03-10T14:00:00Z'}"),
            order("order-1", "2026-03-11T14:00:00Z"),
            order("order-2", "2026-03-12T14:00:00Z"));
    return List.of(
        Landing.all(List.of(golden.get(0), worlds.get(0), first)),
        Landing.all(List.of(golden.get(1), worlds.get(1), Landing.of(cart("bought", "No")))),
        Landing.of(cart("left-behind", "From the send")));
  }

  private static LandingDocument order(String id, String at) {
    return document(
        "orders/vtex",
        "{'orderId':'%s','status':'invoiced','value':1050,'creationDate':'%s','orderFormId':'bought',"
                .formatted(id, at)
            + "'clientProfileData':{'phone':'+5511999990001'},"
            + "'storePreferencesData':{'countryCode':'BRA','currencyCode':'BRL'},'items':[]}");
  }

  private static LandingDocument cart(String id, String item) {
    return document(
        "carts/vtex",
        "{'orderFormId':'%s','items':[{'id':'1','name':'%s','quantity':1,'price':1050}]}"
            .formatted(id, item));
  }

  private static LandingDocument document(String folder, String json) {
    return new LandingDocument(folder, json.replace('\'', '"'));
  }

  private static Stream<Choice> choices() {
    return Stream.of(
        Choice.everything(),
        new Choice("golden-03", null, null),
        new Choice("=carts", null, null),
        new Choice("all", LocalDate.parse("2026-03-10"), LocalDate.parse("2026-03-10")),
        new Choice("all", LocalDate.parse("2026-03-11"), null),
        new Choice("all", null, LocalDate.parse("2026-03-09")),
        new Choice("golden-03", LocalDate.parse("2027-01-01"), null));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void recordStatus_isTheReferenceByteForByte(Choice choice) throws IOException {
    assertThat(written(lake, Kind.RECORD_STATUS, choice, Format.CSV))
        .isEqualTo(ReferenceReports.csv(expected.recordStatus(choice)));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void conversions_areTheReferenceByteForByte(Choice choice) throws IOException {
    assertThat(written(lake, Kind.CONVERSIONS, choice, Format.CSV))
        .isEqualTo(ReferenceReports.csv(expected.conversions(choice)));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void overview_isTheReference(Choice choice) throws IOException {
    JsonNode overview = JSON.readTree(written(lake, Kind.OVERVIEW, choice, Format.JSON));
    ReferenceReports.Overview figures = expected.overview(choice);
    assertThat(overview.get("metrics").toString())
        .isEqualTo(JSON.writeValueAsString(figures.metrics()));
    assertThat(overview.get("rates").toString())
        .isEqualTo(JSON.writeValueAsString(figures.rates()));
    assertThat(values(overview)).isEqualTo(figures.values());
    assertThat(overview.get("is_final").booleanValue()).isEqualTo(figures.isFinal());
    assertThat(overview.get("as_of").textValue()).isEqualTo(GoldenCases.NOW.toString());
  }

  private static List<ReferenceReports.Value> values(JsonNode overview) {
    List<ReferenceReports.Value> values = new ArrayList<>();
    for (JsonNode value : overview.get("values")) {
      values.add(
          new ReferenceReports.Value(
              value.get("currency_code").textValue(),
              value.get("assisted_conversion_value").textValue(),
              value.get("click_through_conversion_value").textValue(),
              value.get("total_conversion_value").textValue(),
              value.get("canceled_value").textValue()));
    }
    return values;
  }

  @Test
  void lateCartOfTheSend_isShownOnceItLanded() throws IOException {
    Choice choice = new Choice("=carts", null, null);
    JsonNode rows = JSON.readTree(written(lake, Kind.CONVERSIONS, choice, Format.JSON));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("checkoutItems").get(0).get("name").textValue())
        .isEqualTo("From the send");
    assertThat(rows.get(0).get("orderFormId").textValue()).isEqualTo("bought");
  }

  @Test
  void unknownCampaign_isRefused() {
    Choice choice = new Choice("nobody", null, null);
    assertThatThrownBy(() -> written(lake, Kind.CONVERSIONS, choice, Format.CSV))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "Cannot report on campaign nobody: there is no such campaign. ./lake campaigns list shows them all.");
  }

  @Test
  void lakeBeforeItsFirstRun_givesHeadersAndZeros() throws IOException {
    Choice all = Choice.everything();
    assertThat(written(empty, Kind.RECORD_STATUS, all, Format.CSV))
        .isEqualTo("CAMPAIGN_ID,TELEPHONE,RESULT,ERROR,DATE,LAST_UPDATE\r\n");
    assertThat(written(empty, Kind.CONVERSIONS, all, Format.JSON)).isEqualTo("[]\n");
    JsonNode overview = JSON.readTree(written(empty, Kind.OVERVIEW, all, Format.JSON));
    assertThat(overview.get("metrics")).hasSize(18).allMatch(count -> count.longValue() == 0);
    assertThat(overview.get("values")).isEmpty();
    assertThat(overview.get("as_of").isNull()).isTrue();
    assertThat(overview.get("is_final").booleanValue()).isTrue();
  }

  private static String written(TestLake from, Kind kind, Choice choice, Format format)
      throws IOException {
    ReportRequest request =
        new ReportRequest(kind, choice.campaign(), choice.from(), choice.to(), Language.EN, format);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Reports.write(from.lake(), from.settings(), from.clock(), request, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
