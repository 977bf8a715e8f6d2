package io.campaignlake.reports;

import io.campaignlake.lake.MailSettings;
import io.campaignlake.mail.Mail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of a report as it leaves: as it is, compressed, or, too large for either, not at all.
 *
 * @param file what is attached, or would be
 * @param how it leaves
 */
record MailParcel(Path file, How how) {
  /** The ways of a file; each has a sentence under {@code mail.…} in every language. */
  enum How {
    ATTACHED,
    COMPRESSED,
    TOO_LARGE
  }

  static MailParcel of(MailedReport report, MailSettings settings) throws IOException {
    boolean isCompressed = Files.size(report.file()) > settings.gzipAbove();
    Path file = isCompressed ? report.compressed() : report.file();
    if (Files.size(file) > settings.maxSize()) {
      return new MailParcel(file, How.TOO_LARGE);
    }
    return new MailParcel(file, isCompressed ? How.COMPRESSED : How.ATTACHED);
  }

  String name() {
    return file.getFileName().toString();
  }

  long size() throws IOException {
    return Files.size(file);
  }

  /** Null when it stays behind. */
  Mail.Attachment attachment() {
    return how == How.TOO_LARGE ? null : new Mail.Attachment(name(), type(), file);
  }

  private String type() {
    if (how == How.COMPRESSED) {
      return "application/gzip";
    }
    return name().endsWith(".json") ? "application/json" : "text/csv; charset=UTF-8";
  }
}
