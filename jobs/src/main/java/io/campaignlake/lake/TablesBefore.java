package io.campaignlake.lake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The versions that the tables of a run had before it, and the way back to them. Tables that a job
 * loads from outside the lake stay as they are: what has landed is never lost.
 */
final class TablesBefore {
  private record State(long version, Progress progress) {}

  private final Lake lake;
  private final Map<Table, State> states = new LinkedHashMap<>();

  private TablesBefore(Lake lake) {
    this.lake = lake;
  }

  static TablesBefore of(Lake lake, List<Job> jobs) {
    TablesBefore before = new TablesBefore(lake);
    for (Job job : jobs) {
      if (!job.inputs().isEmpty()) {
        job.writes().forEach(table -> before.remember(job, table));
      }
    }
    return before;
  }

  private void remember(Job job, Table table) {
    CommitLog log = lake.log(table);
    long version = log.latestVersion().orElseThrow();
    Progress progress =
        Progress.last(log, version, job.name()).orElse(new Progress(job.name(), "none", Map.of()));
    states.put(table, new State(version, progress));
  }

  /** Puts back every table that has a later version, with the progress that was recorded there. */
  void restore() {
    states.forEach(
        (table, state) -> {
          if (lake.version(table) > state.version()) {
            lake.restore(table, state.version(), state.progress());
          }
        });
  }
}
