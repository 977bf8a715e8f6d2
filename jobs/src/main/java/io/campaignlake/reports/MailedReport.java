package io.campaignlake.reports;

import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.Settings;
import io.campaignlake.reports.ReportRequest.Format;
import io.campaignlake.reports.ReportRequest.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A report as it goes into a mail: the overview as a text and its JSON, the others as their CSV.
 *
 * @param text what stands in the body; empty for a report of rows
 * @param file the report
 * @param name of the file
 * @param rows below the header; 1 for an overview
 * @param digest SHA-256 of the file in hex
 */
record MailedReport(String text, Path file, String name, long rows, String digest) {
  private static final int LONGEST_CAMPAIGN = 60;

  /**
   * Writes it into a folder.
   *
   * @throws io.campaignlake.lake.LakeException when the campaign is unknown
   */
  static MailedReport write(
      Lake lake, Settings settings, LakeClock clock, ReportRequest asked, Path folder)
      throws IOException {
    ReportRequest request = asked.as(mailedFormat(asked.kind()));
    Path file = folder.resolve(fileName(request));
    MessageDigest digest = sha256();
    StringWriter text = new StringWriter();
    long rows = 1;
    try (OutputStream out =
        new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
      if (request.kind() == Kind.OVERVIEW) {
        Overview overview = Reports.overview(lake, settings, clock, request);
        new OverviewText(request.language(), settings.policy().zone()).write(overview, text);
        StringWriter json = new StringWriter();
        OverviewFile.json(overview, json);
        out.write(json.toString().getBytes(StandardCharsets.UTF_8));
      } else {
        rows = Reports.write(lake, settings, clock, request, out);
      }
    }
    String hex = HexFormat.of().formatHex(digest.digest());
    return new MailedReport(text.toString(), file, file.getFileName().toString(), rows, hex);
  }

  /** The format of the file that a mail carries. */
  static Format mailedFormat(Kind kind) {
    return kind == Kind.OVERVIEW ? Format.JSON : Format.CSV;
  }

  static String fileName(ReportRequest request) {
    StringBuilder name = new StringBuilder(request.kind().toString());
    if (!request.isOfAll()) {
      String campaign = request.campaign().replaceAll("[^A-Za-z0-9._-]+", "_");
      name.append('-').append(campaign, 0, Math.min(campaign.length(), LONGEST_CAMPAIGN));
    }
    name.append(period(request.from(), request.to()));
    return name.append('.').append(request.format()).toString();
  }

  private static String period(LocalDate from, LocalDate to) {
    if (from != null && to != null) {
      return "-" + from + "--" + to;
    }
    return (from == null ? "" : "-from-" + from) + (to == null ? "" : "-to-" + to);
  }

  /** The file compressed, beside it. */
  Path compressed() throws IOException {
    Path target = file.resolveSibling(name + ".gz");
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
      in.transferTo(out);
    }
    return target;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
