package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.dashboard.Dashboard;
import io.campaignlake.demo.GeneratorOptions;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.LakeException;
import io.campaignlake.reports.ReportRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole way on an invented shop. */
@Command(
    name = "demo",
    description = "Invents a shop, runs every job over it, shows the overview and leaves reports.")
final class DemoCommand implements Runnable, ConfiguredCommand {
  private static final String MARK = ".campaign-lake-demo";

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--out",
      defaultValue = "demo-lake",
      paramLabel = "DIR",
      description = "Folder of the demo, made anew each time (default ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    makeAnew();
    GeneratorOptions shop = GeneratorOptions.defaults();
    GenerateCommand.write(
        out.resolve("landing"),
        shop.seed(),
        shop.campaigns(),
        shop.recipients(),
        shop.days(),
        shop.start());
    options.relocate(out.resolve("lake"), out.resolve("landing"));
    new DataRun(options, Jobs.IN_DATA_ORDER, JobRun.Mode.INCREMENT).run();
    Path reports = out.resolve("reports");
    System.out.println();
    ReportFile.write(
        options,
        new ReportRequest(ReportRequest.Kind.OVERVIEW, null, null, null, null, null),
        null);
    for (ReportRequest.Kind kind : ReportRequest.Kind.values()) {
      ReportRequest csv = new ReportRequest(kind, null, null, null, null, ReportRequest.Format.CSV);
      ReportFile.write(options, csv, reports.resolve(kind + ".csv"));
    }
    Path page =
        Dashboard.write(
            options.lake(), options.settings(), options.clock(), out.resolve("dashboard"));
    System.out.printf(
        "%nLanding files  %s%nTables         %s%nReports        %s%nDashboard      %s%n",
        out.resolve("landing"), out.resolve("lake"), reports, page);
    System.out.printf(
        "%nAsk it more:   ./lake report overview --lang pt --set lake.root=%s%n",
        out.resolve("lake"));
    System.out.printf(
        "               ./lake sql \"SELECT * FROM gold.campaign_summary\" --set lake.root=%s%n",
        out.resolve("lake"));
  }

  private void makeAnew() {
    try {
      boolean isOurs = Files.exists(out.resolve(MARK));
      if (Files.exists(out) && !isOurs) {
        throw LakeException.failed(
            "Cannot make the demo in %s: the folder holds something else. Give another --out."
                .formatted(out));
      }
      if (isOurs) {
        try (Stream<Path> files = Files.walk(out)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      Files.createDirectories(out);
      Files.createFile(out.resolve(MARK));
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot make the demo in %s: %s. Give another --out.".formatted(out, e.getMessage()), e);
    }
  }
}
