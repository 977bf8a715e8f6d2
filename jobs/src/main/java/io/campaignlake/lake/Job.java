package io.campaignlake.lake;

import java.util.List;

/** One step of the data's way: reads tables, writes tables, from its own progress. */
public interface Job {
  /** Its one name everywhere: command, log field, commit metadata, scheduler task. */
  String name();

  /** What it reads, as shown to people: full table names, or landing folders. */
  List<String> reads();

  List<Table> writes();

  /** What one row of its main output is. */
  String grain();

  /** Does the work that is new since the last run. */
  void run(JobRun run);
}
