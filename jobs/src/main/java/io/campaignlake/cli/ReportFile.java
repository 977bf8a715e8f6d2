package io.campaignlake.cli;

import io.campaignlake.lake.LakeException;
import io.campaignlake.reports.ReportRequest;
import io.campaignlake.reports.Reports;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a report to a file as a whole, or to standard output. */
final class ReportFile {
  private ReportFile() {}

  /**
   * @param file null for standard output
   */
  static void write(CommonOptions options, ReportRequest request, Path file) {
    try {
      if (file == null) {
        Reports.write(options.lake(), options.settings(), options.clock(), request, System.out);
        return;
      }
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
          Reports.write(options.lake(), options.settings(), options.clock(), request, out);
        }
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot write report %s: %s. Give another --out."
              .formatted(file == null ? "" : file, e.getMessage()),
          e);
    }
  }
}
