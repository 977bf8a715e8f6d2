package io.campaignlake.cli;

import io.campaignlake.demo.GeneratedLanding;
import io.campaignlake.demo.GeneratorOptions;
import io.campaignlake.demo.LandingGenerator;
import io.campaignlake.lake.LakeException;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Landing files of an invented shop. */
@Command(
    name = "generate",
    description = "Writes landing files of an invented shop, the same for the same options.")
final class GenerateCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
  private Path out;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Another seed is another shop (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--campaigns",
      defaultValue = "6",
      description = "Campaigns (default ${DEFAULT-VALUE}).")
  private int campaigns;

  @Option(
      names = "--recipients",
      defaultValue = "600",
      description = "People (default ${DEFAULT-VALUE}).")
  private int recipients;

  @Option(
      names = "--days",
      defaultValue = "30",
      description = "Days of sending (default ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--start",
      defaultValue = "2026-03-01",
      paramLabel = "DATE",
      description = "First day (default ${DEFAULT-VALUE}).")
  private LocalDate start;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    GeneratedLanding written = write(out, seed, campaigns, recipients, days, start);
    System.err.printf(
        "%d files with %d documents in %s%n",
        written.total().files(), written.total().documents(), out);
  }

  static GeneratedLanding write(
      Path out, long seed, int campaigns, int recipients, int days, LocalDate start) {
    GeneratorOptions wanted;
    try {
      wanted = new GeneratorOptions(seed, campaigns, recipients, days, start);
    } catch (IllegalArgumentException e) {
      throw LakeException.usage(e.getMessage());
    }
    try {
      return LandingGenerator.generate(wanted, out);
    } catch (IllegalArgumentException e) {
      throw LakeException.failed(e.getMessage());
    }
  }
}
