package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.JobRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All jobs in data order. */
@Command(name = "run", description = "Runs all jobs over what is new since the last run.")
final class RunCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--accept-rejected",
      description = "Accepts the documents that were rejected, and goes on.")
  private boolean acceptRejected;

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void check() {
    options.requireLandingRoot();
  }

  @Override
  public void run() {
    JobRun.Mode mode = acceptRejected ? JobRun.Mode.ACCEPT_REJECTED : JobRun.Mode.INCREMENT;
    DataRun run = new DataRun(options, Jobs.IN_DATA_ORDER, mode);
    if (acceptRejected) {
      run.run();
    } else {
      run.runUnlessNothingIsNew();
    }
  }
}
