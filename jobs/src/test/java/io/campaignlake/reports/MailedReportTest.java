package io.campaignlake.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.reports.ReportRequest.Kind;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mailed report is called. */
final class MailedReportTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 2026-03-31, conversions-2026-03-01--2026-03-31.csv",
    "2026-03-01, , conversions-from-2026-03-01.csv",
    ", 2026-03-31, conversions-to-2026-03-31.csv",
    ", , conversions.csv"
  })
  void fileName_saysThePeriod(LocalDate from, LocalDate to, String name) {
    assertThat(
            MailedReport.fileName(new ReportRequest(Kind.CONVERSIONS, null, from, to, null, null)))
        .isEqualTo(name);
  }

  @Test
  void hostileCampaign_isHarmlessInNameAndSubject() {
    String hostile = "../../<b>=cmd\r\nBcc: x@y.z " + "א".repeat(10_000);
    ReportRequest request = new ReportRequest(Kind.CONVERSIONS, hostile, null, null, null, null);
    assertThat(MailedReport.fileName(request))
        .matches("conversions-[A-Za-z0-9._-]{1,60}\\.csv")
        .doesNotContain("/");
    assertThat(new MailText(request).subject())
        .startsWith("Conversions: ")
        .endsWith(", all dates")
        .doesNotContain("\r", "\n")
        .hasSizeLessThan(200);
  }
}
