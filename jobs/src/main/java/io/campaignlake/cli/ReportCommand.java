package io.campaignlake.cli;

import io.campaignlake.reports.Language;
import io.campaignlake.reports.ReportRequest;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The reports. */
@Command(name = "report", description = "Writes a report: overview, record-status or conversions.")
final class ReportCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "REPORT", description = "${COMPLETION-CANDIDATES}")
  private ReportRequest.Kind kind;

  @Option(names = "--campaign", paramLabel = "ID|all", description = "One campaign (default all).")
  private String campaign;

  @Option(names = "--from", paramLabel = "DATE", description = "First send date.")
  private LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last send date, included.")
  private LocalDate to;

  @Option(names = "--lang", description = "${COMPLETION-CANDIDATES} (default en).")
  private Language language;

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default: overview text, others csv).")
  private ReportRequest.Format format;

  @Option(
      names = "--out",
      paramLabel = "FILE|-",
      description = "File to write (default standard output).")
  private String out;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    ReportRequest request = new ReportRequest(kind, campaign, from, to, language, format);
    options.requireSamePolicy();
    ReportFile.write(options, request, out == null || out.equals("-") ? null : Path.of(out));
  }
}
