package io.campaignlake.console;

import io.campaignlake.campaigns.Author;
import io.campaignlake.campaigns.CampaignCommands;
import io.campaignlake.campaigns.CampaignFormat;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Settings;
import io.campaignlake.mail.EmailAddress;
import io.campaignlake.reports.ReportDelivery;
import io.campaignlake.reports.ReportRequest;
import io.campaignlake.reports.Reports;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What a person does in the console, by the same means as on the command line. */
final class Actions {
  private final Lake lake;
  private final Settings settings;
  private final LakeClock clock;
  private final CampaignCommands campaigns;
  private final PrintStream log;

  Actions(Lake lake, Settings settings, LakeClock clock, PrintStream log) {
    this.lake = lake;
    this.settings = settings;
    this.clock = clock;
    this.campaigns = new CampaignCommands(settings, clock);
    this.log = log;
  }

  /**
   * Changes a campaign.
   *
   * @return the campaign after it, as JSON
   */
  String change(String step, Body body) {
    String id = body.campaignId();
    Author author = body.author();
    return switch (step) {
      case "edit" -> campaigns.edit(id, body.edited(), author, CampaignFormat.JSON);
      case "pause" -> campaigns.pause(id, author, CampaignFormat.JSON);
      case "resume" -> campaigns.resume(id, author, CampaignFormat.JSON);
      case "stop" -> campaigns.stop(id, author, CampaignFormat.JSON);
      default ->
          throw LakeException.usage(
              "Cannot %s a campaign: there is no such step. Say edit, pause, resume or stop."
                  .formatted(step));
    };
  }

  /** Mails a report; it has been taken by the server when this returns. */
  void send(Body body) {
    ReportRequest request = body.report();
    List<String> problems = new ArrayList<>();
    List<EmailAddress> to = EmailAddress.all(body.texts("email"), problems);
    if (!problems.isEmpty() || to.isEmpty()) {
      problems.add("Cannot send report: no address is given. Give one.");
      throw LakeException.usage(problems.get(0)).named("bad-address");
    }
    new ReportDelivery(settings, clock, log)
        .send(() -> lake, new ReportDelivery.Order(request, to, body.deliveryId()));
  }

  /** The report as a stream of a file that is gone when the stream is closed. */
  InputStream report(ReportRequest request) {
    try {
      Path file = Files.createTempFile("campaign-lake-report", ".csv");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        Reports.write(lake, settings, clock, request, out);
      } catch (RuntimeException | IOException e) {
        Files.delete(file);
        throw e;
      }
      return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot write report %s: %s. Check the disk.".formatted(request.kind(), e.getMessage()),
          e);
    }
  }
}
