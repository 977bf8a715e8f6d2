package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.JobRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Everything anew from the raw tables, with the policy as it is configured now. */
@Command(name = "rebuild", description = "Computes all tables anew from the raw ones.")
final class RebuildCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    DataRun.of(options, Jobs.IN_DATA_ORDER, JobRun.Mode.REBUILD).run();
  }
}
