package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Days;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.JobRunner;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.StoredPolicy;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** One command that moves data. */
final class DataRun {
  private final CommonOptions options;
  private final List<Job> jobs;
  private final JobRun.Mode mode;
  private final Days days;
  private final Configuration hadoop = new Configuration();

  DataRun(CommonOptions options, List<Job> jobs, JobRun.Mode mode) {
    this(options, jobs, mode, null);
  }

  /**
   * @param days to be computed anew; null for none but what changed
   */
  DataRun(CommonOptions options, List<Job> jobs, JobRun.Mode mode, Days days) {
    this.days = days;
    this.options = options;
    this.jobs = jobs;
    this.mode = mode;
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
    new JobRunner(lake, options.settings(), options.clock(), System.err, days)
        .run(jobs, Jobs.tables(), mode);
  }
}
