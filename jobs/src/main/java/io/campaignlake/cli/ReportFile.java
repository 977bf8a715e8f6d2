package io.campaignlake.cli;

import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.WholeFile;
import io.campaignlake.reports.ReportRequest;
import io.campaignlake.reports.Reports;
import java.io.IOException;
import java.nio.file.Path;

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
      WholeFile.write(
          file,
          out -> Reports.write(options.lake(), options.settings(), options.clock(), request, out));
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot write report %s: %s. Give another --out."
              .formatted(file == null ? "" : file, e.getMessage()),
          e);
    }
  }
}
