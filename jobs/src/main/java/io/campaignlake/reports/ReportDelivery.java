package io.campaignlake.reports;

import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.SafeText;
import io.campaignlake.lake.Settings;
import io.campaignlake.mail.EmailAddress;
import io.campaignlake.mail.Mail;
import io.campaignlake.mail.SmtpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/**
 * Sends reports by mail and keeps what was sent in {@code ops.report_deliveries}.
 *
 * <p>An order whose id has been delivered is not sent again. Should the process end between the
 * server's answer and that record, a repeat sends the same mail under the same Message-ID, by which
 * mailboxes tell a copy.
 */
public final class ReportDelivery {
  private final Settings settings;
  private final LakeClock clock;
  private final SmtpServer server;
  private final ReportDeliveries deliveries;

  /**
   * What is to be sent to whom.
   *
   * @param to at least one
   * @param deliveryId names the delivery, for example a scheduler's task and its interval; null for
   *     one that is always sent
   */
  public record Order(ReportRequest request, List<EmailAddress> to, String deliveryId) {
    /**
     * @throws LakeException of usage for an empty id
     */
    public Order {
      if (deliveryId != null && deliveryId.isBlank()) {
        throw LakeException.usage(
            "Cannot use --delivery-id: it is empty. Name the delivery, or leave it out.");
      }
      deliveryId = deliveryId == null ? UUID.randomUUID().toString() : deliveryId;
      to = List.copyOf(to);
    }

    private Order to(List<EmailAddress> others) {
      return new Order(request, others, deliveryId);
    }
  }

  /**
   * What became of an order.
   *
   * @param sentTo who got it now; empty when all had it before
   * @param sentBefore who got it under the same id before
   * @param rows of the report, 0 when nobody was left to get it
   */
  public record Receipt(
      String deliveryId, List<EmailAddress> sentTo, List<EmailAddress> sentBefore, long rows) {}

  /**
   * @param progress gets a line before each wait for the server
   * @throws LakeException of usage when no mail can be sent with these settings
   */
  public ReportDelivery(Settings settings, LakeClock clock, PrintStream progress) {
    this.settings = settings;
    this.clock = clock;
    this.server = new SmtpServer(settings.mail(), progress);
    this.deliveries = new ReportDeliveries(settings.lakeRoot());
  }

  /**
   * Sends a report to those who have not had it under the order's id: to all of them or to none.
   *
   * @param lake asked for only when there is somebody to send it to
   * @throws LakeException when the campaign is unknown, or saying why the mail was refused
   */
  public Receipt send(Supplier<Lake> lake, Order order) {
    ReportRequest request = order.request();
    List<EmailAddress> before = deliveries.reached(order.deliveryId(), request, order.to());
    List<EmailAddress> left = new ArrayList<>(order.to());
    left.removeAll(before);
    if (left.isEmpty()) {
      return new Receipt(order.deliveryId(), List.of(), before, 0);
    }
    try {
      long rows = inFolder(folder -> sent(lake.get(), order.to(left), folder));
      return new Receipt(order.deliveryId(), List.copyOf(left), before, rows);
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot send report %s: %s. Check the disk.".formatted(request.kind(), e.getMessage()),
          e);
    }
  }

  private interface Step {
    long in(Path folder) throws IOException;
  }

  private static long inFolder(Step step) throws IOException {
    Path folder = Files.createTempDirectory("campaign-lake-mail");
    try {
      return step.in(folder);
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private long sent(Lake lake, Order order, Path folder) throws IOException {
    MailedReport report = MailedReport.write(lake, settings, clock, order.request(), folder);
    MailParcel parcel = MailParcel.of(report, settings.mail());
    boolean staysBehind = parcel.how() == MailParcel.How.TOO_LARGE;
    String place = staysBehind ? kept(parcel, report) : parcel.name();
    MailText text = new MailText(order.request());
    String shownId = SafeText.cut(order.deliveryId(), 200);
    Mail mail =
        new Mail(
            order.to(),
            text.subject(),
            text.body(report, parcel, place, shownId),
            parcel.attachment(),
            identity(order));
    server.send(mail, "report " + order.request().kind());
    record(order, report, place);
    return report.rows();
  }

  /** A copy in the lake of what no mail can carry, under its own digest: a repeat is no second. */
  private String kept(MailParcel parcel, MailedReport report) throws IOException {
    var target =
        new org.apache.hadoop.fs.Path(
            settings.lakeRoot() + "/_deliveries/" + report.digest(), parcel.name());
    var source = new org.apache.hadoop.fs.Path(parcel.file().toUri());
    target.getFileSystem(new Configuration()).copyFromLocalFile(false, true, source, target);
    return target.toString();
  }

  private void record(Order order, MailedReport report, String place) {
    try {
      deliveries.record(order, report, place, clock.now());
    } catch (RuntimeException e) {
      throw LakeException.failed(
          "Cannot record that report %s was sent: %s It has been sent under delivery id %s: do not send it again."
              .formatted(order.request().kind(), e.getMessage(), order.deliveryId()),
          e);
    }
  }

  private static String identity(Order order) {
    ReportRequest request = order.request();
    MessageDigest digest = MailedReport.sha256();
    for (String part :
        List.of(
            order.deliveryId(),
            request.kind().toString(),
            request.campaign(),
            dateOrOpen(request.from()),
            dateOrOpen(request.to()))) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static String dateOrOpen(LocalDate date) {
    return date == null ? "open" : date.toString();
  }
}
