package io.campaignlake.reports;

import io.campaignlake.lake.SafeText;
import java.time.LocalDate;
import java.util.List;
import java.util.ResourceBundle;

/** What a report is about, in words. */
final class ReportWords {
  /** A campaign's name may have thousands of letters. */
  private static final int LONGEST_CAMPAIGN = 100;

  private ReportWords() {}

  static List<Line> subject(ResourceBundle labels, String campaign, LocalDate from, LocalDate to) {
    return List.of(
        new Line(labels.getString("campaign"), campaign(labels, campaign)),
        new Line(labels.getString("range"), range(labels, from, to)));
  }

  static String campaign(ResourceBundle labels, String campaign) {
    boolean ofAll = campaign.equals(ReportRequest.ALL);
    return ofAll ? labels.getString("campaign.all") : SafeText.cut(campaign, LONGEST_CAMPAIGN);
  }

  static String range(ResourceBundle labels, LocalDate from, LocalDate to) {
    if (from == null && to == null) {
      return labels.getString("range.all");
    }
    String first = from == null ? labels.getString("range.open") : from.toString();
    String last = to == null ? labels.getString("range.open") : to.toString();
    return first + " – " + last;
  }
}
