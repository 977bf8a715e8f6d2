package io.campaignlake.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.lake.LakeException;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class OverviewTest {
  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

  private final StringWriter out = new StringWriter();

  @Test
  void json_hasTheKeysOfTheContractInItsOrder() throws IOException {
    OverviewFile.json(overview(), out);
    assertThat(out.toString().replaceAll("\\s", ""))
        .isEqualTo(
            "{\"from\":\"2026-03-01\",\"to\":null,\"campaign\":\"all\",\"as_of\":\"2026-06-15T00:00:00Z\","
                + "\"metrics\":{\"messages_attempted\":3000,\"messages_submitted\":3000,\"messages_sent\":3000,"
                + "\"messages_delivered\":2000,\"messages_read\":0,\"messages_failed\":0,\"messages_pending\":0,"
                + "\"charged_messages\":0,\"audience_size\":0,\"recipients_delivered\":0,\"unique_clicks\":0,"
                + "\"total_clicks\":0,\"bot_clicks\":0,\"assisted_conversions\":0,\"click_through_conversions\":0,"
                + "\"total_conversions\":0,\"canceled_conversions\":0,\"converting_recipients\":0},"
                + "\"values\":[{\"currency_code\":\"BRL\",\"assisted_conversion_value\":\"1234.50\","
                + "\"click_through_conversion_value\":\"0.00\",\"total_conversion_value\":\"1234.50\",\"canceled_value\":\"0.00\"}],"
                + "\"rates\":{\"delivery_rate\":\"0.6667\",\"read_rate\":\"0.0000\",\"click_rate\":null,\"conversion_rate\":null},"
                + "\"is_final\":true}");
  }

  @Test
  void csv_hasCountsThenMoneyThenRatesThenFinality() throws IOException {
    OverviewFile.csv(overview(), out);
    assertThat(out.toString().split("\r\n"))
        .startsWith("metric,currency_code,value", "messages_attempted,,3000")
        .containsSequence(
            "converting_recipients,,0",
            "assisted_conversion_value,BRL,1234.50",
            "click_through_conversion_value,BRL,0.00",
            "total_conversion_value,BRL,1234.50",
            "canceled_value,BRL,0.00",
            "delivery_rate,,0.6667",
            "read_rate,,0.0000",
            "click_rate,,",
            "conversion_rate,,",
            "is_final,,true")
        .hasSize(1 + 18 + 4 + 4 + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EN | Messages delivered | 2,000 | BRL 1,234.50 | 66.67%",
        "PT | Mensagens entregues | 2.000 | BRL 1.234,50 | 66,67%",
        "ES | Mensajes entregados | 2.000 | BRL 1.234,50 | 66,67"
      })
  void text_speaksTheLanguageAndWritesItsNumbers(
      Language language, String label, String count, String money, String rate) throws IOException {
    new OverviewText(language, SAO_PAULO).write(overview(), out);
    assertThat(out.toString().lines())
        .anyMatch(line -> line.startsWith(label) && line.endsWith(" " + count))
        .anyMatch(line -> line.endsWith(" " + money))
        .anyMatch(line -> line.contains(" " + rate))
        .anyMatch(line -> line.endsWith("2026-06-14 21:00:00 America/Sao_Paulo"));
  }

  @Test
  void text_alignsFiguresOnTheRight() throws IOException {
    new OverviewText(Language.PT, SAO_PAULO).write(overview(), out);
    List<Integer> widths =
        out.toString().lines().skip(7).filter(l -> !l.isEmpty()).map(String::length).toList();
    assertThat(widths).containsOnly(widths.get(0));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void labels_areTheSameInEveryLanguage(Language language) {
    ResourceBundle labels = language.labels();
    assertThat(labels.getLocale().getLanguage()).isEqualTo(language.toString());
    assertThat(new TreeSet<>(labels.keySet()))
        .isEqualTo(new TreeSet<>(Language.EN.labels().keySet()))
        .containsAll(Overview.METRICS)
        .containsAll(overview().rates().keySet())
        .containsAll(overview().values().get(0).amounts().keySet());
  }

  @Test
  void datesTheWrongWayRound_areWrongUsage() {
    LocalDate first = LocalDate.parse("2026-03-02");
    assertThatThrownBy(() -> ReportRequest.checkRange(first, first.minusDays(1)))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "Cannot report from 2026-03-02 to 2026-03-01: the first date is after the last. Exchange them.")
        .extracting(e -> ((LakeException) e).exitCode())
        .isEqualTo(LakeException.USAGE);
  }

  private static Overview overview() {
    Map<String, Long> metrics = new LinkedHashMap<>();
    Overview.METRICS.forEach(name -> metrics.put(name, 0L));
    metrics.put("messages_attempted", 3000L);
    metrics.put("messages_submitted", 3000L);
    metrics.put("messages_sent", 3000L);
    metrics.put("messages_delivered", 2000L);
    Map<String, BigDecimal> amounts = new LinkedHashMap<>();
    amounts.put("assisted_conversion_value", new BigDecimal("1234.50"));
    amounts.put("click_through_conversion_value", new BigDecimal("0.00"));
    amounts.put("total_conversion_value", new BigDecimal("1234.50"));
    amounts.put("canceled_value", new BigDecimal("0.00"));
    return new Overview(
        LocalDate.parse("2026-03-01"),
        null,
        "all",
        Instant.parse("2026-06-15T00:00:00Z"),
        metrics,
        List.of(new Overview.Value("BRL", amounts)),
        true);
  }
}
