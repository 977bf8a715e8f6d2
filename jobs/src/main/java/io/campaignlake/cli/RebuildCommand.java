package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Days;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.JobRunner;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Plan;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Everything anew from the raw tables, with the policy as it is configured now; or what stands
 * under some send days, from the typed tables.
 */
@Command(
    name = "rebuild",
    description = "Computes all tables anew from the raw ones, or the tables of some send days.")
final class RebuildCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(names = "--from", paramLabel = "DATE", description = "First send day; none is open.")
  private LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last send day; none is open.")
  private LocalDate to;

  @Option(names = "--plan", description = "Says what would change, and writes nothing.")
  private boolean planOnly;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void check() {
    if (from != null && to != null && from.isAfter(to)) {
      throw LakeException.usage(
          "Cannot rebuild from %s to %s: the first day is after the last. Exchange them."
              .formatted(from, to));
    }
    // What landed is loaded before all is computed anew.
    if (isAll() && !planOnly) {
      options.requireLandingRoot();
    }
  }

  @Override
  public void run() {
    if (planOnly) {
      plan();
    } else {
      new DataRun(options, isAll() ? Jobs.IN_DATA_ORDER : Jobs.BY_SEND_DAY, mode(), days()).run();
    }
  }

  private boolean isAll() {
    return from == null && to == null;
  }

  private JobRun.Mode mode() {
    return isAll() ? JobRun.Mode.REBUILD : JobRun.Mode.INCREMENT;
  }

  private Days days() {
    return isAll() ? null : new Days(from, to);
  }

  private void plan() {
    if (!isAll()) {
      options.requireSamePolicy();
    }
    Lake lake = options.lake();
    // What lands is not part of a plan, and permissions leave the lake.
    List<Job> jobs = isAll() ? Jobs.WITHIN_THE_LAKE : Jobs.BY_SEND_DAY;
    Plan plan = JobRunner.plan(lake, options.settings(), options.clock(), jobs, mode(), days());
    PlanText.print(plan, jobs, System.out);
  }
}
