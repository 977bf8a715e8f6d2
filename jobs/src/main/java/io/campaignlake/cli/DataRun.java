package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.JobRunner;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.StoredPolicy;
import io.campaignlake.raw.Landing;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** One command that moves data. */
final class DataRun {
  private final CommonOptions options;
  private final List<Job> jobs;
  private final JobRun.Mode mode;
  private final Configuration hadoop = new Configuration();

  private DataRun(CommonOptions options, List<Job> jobs, JobRun.Mode mode) {
    this.options = options;
    this.jobs = jobs;
    this.mode = mode;
  }

  /**
   * @throws io.campaignlake.lake.LakeException of usage when there is no landing root
   */
  static DataRun of(CommonOptions options, List<Job> jobs, JobRun.Mode mode) {
    DataRun run = new DataRun(options, jobs, mode);
    new Landing(options.settings().landingRoot(), run.hadoop).requireRoot();
    return run;
  }

  /** Decides by listing alone, before Spark starts, whether there is anything to do. */
  void runUnlessNothingIsNew() {
    Settings settings = options.settings();
    new StoredPolicy(settings.lakeRoot(), hadoop).requireSame(settings.policy());
    if (jobs.stream().allMatch(job -> job.isDone(settings, hadoop))) {
      System.err.println("nothing new");
      return;
    }
    run();
  }

  void run() {
    Lake lake = options.lake();
    new JobRunner(lake, options.settings(), options.clock(), System.err)
        .run(jobs, Jobs.tables(), mode);
  }
}
