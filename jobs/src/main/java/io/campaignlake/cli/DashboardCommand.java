package io.campaignlake.cli;

import io.campaignlake.dashboard.Dashboard;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The dashboard as a file. */
@Command(
    name = "dashboard",
    description = "Writes the dashboard: one page that works without a network.")
final class DashboardCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--out",
      defaultValue = "dashboard",
      paramLabel = "DIR",
      description = "Folder of its index.html (default ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    options.requireSamePolicy();
    System.out.println(Dashboard.write(options.lake(), options.settings(), options.clock(), out));
  }
}
