package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.Table;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The list of jobs. */
@Command(name = "jobs", description = "Lists the jobs in data order: name, reads, writes, grain.")
final class JobsCommand implements Runnable, ConfiguredCommand {
  @picocli.CommandLine.Mixin private CommonOptions options = new CommonOptions();

  @Option(names = "--markdown", description = "As the table of the README.")
  private boolean markdown;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    System.out.print(markdown ? markdown() : text());
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    for (Job job : Jobs.IN_DATA_ORDER) {
      text.append(
          "%s%n  reads   %s%n  writes  %s%n  grain   %s%n"
              .formatted(job.name(), reads(job), writes(job), job.grain()));
    }
    return text.toString();
  }

  /** The README's table: a test fails when the two differ. */
  static String markdown() {
    StringBuilder table =
        new StringBuilder("| Job | Reads | Writes | Grain |\n|---|---|---|---|\n");
    for (Job job : Jobs.IN_DATA_ORDER) {
      table.append(
          "| `%s` | %s | %s | %s |\n".formatted(job.name(), reads(job), writes(job), job.grain()));
    }
    return table.toString();
  }

  private static String reads(Job job) {
    return String.join(
        ", ", job.reads().stream().filter(name -> !name.endsWith("_rejected")).toList());
  }

  private static String writes(Job job) {
    return job.writes().stream()
        .map(Table::fullName)
        .filter(name -> !name.endsWith("_rejected"))
        .collect(Collectors.joining(", "));
  }
}
