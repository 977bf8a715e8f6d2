package io.campaignlake.reports;

import java.io.IOException;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Subject and body of a report's mail, in the language of the request. */
final class MailText {
  private final ReportRequest request;
  private final ResourceBundle labels;
  private final NumberFormat counts;

  MailText(ReportRequest request) {
    this.request = request;
    this.labels = request.language().labels();
    this.counts = NumberFormat.getIntegerInstance(request.language().locale());
  }

  /** For example: Conversions: spring-sale, 2026-03-01 – 2026-03-31. */
  String subject() {
    return "%s: %s, %s"
        .formatted(
            reportName(),
            ReportWords.campaign(labels, request.campaign()),
            ReportWords.range(labels, request.from(), request.to()));
  }

  private String reportName() {
    return labels.getString("report." + request.kind());
  }

  /**
   * @param place name of the attachment, or where the file lies
   */
  String body(MailedReport report, MailParcel parcel, String place, String deliveryId)
      throws IOException {
    List<String> body = new ArrayList<>();
    if (report.text().isEmpty()) {
      body.add(reportName());
      body.add("");
      body.addAll(Line.aligned(about(report), "%s"));
    } else {
      body.addAll(report.text().lines().toList());
    }
    body.add("");
    body.add(labels.getString("mail." + parcel.how().name().toLowerCase(Locale.ROOT)));
    body.add("");
    body.addAll(Line.aligned(file(report, parcel, place, deliveryId), "%s"));
    return String.join("\n", body) + "\n";
  }

  private List<Line> about(MailedReport report) {
    List<Line> lines =
        new ArrayList<>(
            ReportWords.subject(labels, request.campaign(), request.from(), request.to()));
    lines.add(new Line(labels.getString("mail.rows"), counts.format(report.rows())));
    return lines;
  }

  private List<Line> file(MailedReport report, MailParcel parcel, String place, String deliveryId)
      throws IOException {
    return List.of(
        new Line(labels.getString("mail.file"), place),
        new Line(labels.getString("mail.size"), counts.format(parcel.size()) + " bytes"),
        new Line(labels.getString("mail.digest"), report.digest()),
        new Line(labels.getString("mail.delivery"), deliveryId));
  }
}
