package io.campaignlake.cli;

import io.campaignlake.lake.LakeException;
import io.campaignlake.mail.EmailAddress;
import io.campaignlake.reports.Language;
import io.campaignlake.reports.ReportDelivery;
import io.campaignlake.reports.ReportDelivery.Order;
import io.campaignlake.reports.ReportRequest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
      description = "File to write (default standard output, without --email).")
  private String out;

  @Option(
      names = "--email",
      paramLabel = "ADDRESS",
      split = ",",
      description =
          "Sends it to these addresses, as CSV (the overview as text and JSON); may be repeated. Nothing goes to standard output then, unless --out - says so.")
  private List<String> emails;

  @Option(
      names = "--delivery-id",
      paramLabel = "ID",
      description =
          "With --email: under one ID the same report of the same period is sent to an address once.")
  private String deliveryId;

  private List<EmailAddress> addresses = List.of();

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void check() {
    CommonOptions.checkAll(() -> ReportRequest.checkRange(from, to), this::readAddresses);
  }

  @Override
  public void run() {
    ReportRequest request = new ReportRequest(kind, campaign, from, to, language, format);
    ReportDelivery delivery =
        addresses.isEmpty()
            ? null
            : new ReportDelivery(options.settings(), options.clock(), System.err);
    options.requireSamePolicy();
    if (delivery == null || out != null) {
      ReportFile.write(options, request, out == null || out.equals("-") ? null : Path.of(out));
    }
    if (delivery != null) {
      tell(delivery.send(options::lake, new Order(request, addresses, deliveryId)));
    }
  }

  private void readAddresses() {
    List<String> problems = new ArrayList<>();
    if (emails != null) {
      // Settings that cannot be read are told of by themselves.
      if (options.settings() != null) {
        problems.addAll(options.settings().mail().problems());
      }
      addresses = EmailAddress.all(emails, problems);
    } else if (deliveryId != null) {
      problems.add(
          "Cannot use --delivery-id %s: nothing is to be sent. Add --email, or leave it out."
              .formatted(deliveryId));
    }
    if (!problems.isEmpty()) {
      throw LakeException.usage(problems);
    }
  }

  private void tell(ReportDelivery.Receipt receipt) {
    if (!receipt.sentBefore().isEmpty()) {
      System.err.printf(
          "report %s was sent before to %s under delivery id %s%n",
          kind, joined(receipt.sentBefore()), receipt.deliveryId());
    }
    if (receipt.sentTo().isEmpty()) {
      System.err.println("nothing new");
    } else {
      System.err.printf(
          Locale.ROOT,
          "report %s sent to %s: %,d %s, delivery id %s%n",
          kind,
          joined(receipt.sentTo()),
          receipt.rows(),
          receipt.rows() == 1 ? "row" : "rows",
          receipt.deliveryId());
    }
  }

  private static String joined(List<EmailAddress> addresses) {
    return addresses.stream().map(EmailAddress::text).collect(Collectors.joining(", "));
  }
}
