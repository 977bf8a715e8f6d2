package io.campaignlake.cli;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One job by its name, working from its own progress. */
@Command(description = "Runs this job over what is new since its last run.")
final class JobCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();
  private final Job job;

  JobCommand(Job job) {
    this.job = job;
  }

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
    new DataRun(options, List.of(job), JobRun.Mode.INCREMENT).runUnlessNothingIsNew();
  }
}
