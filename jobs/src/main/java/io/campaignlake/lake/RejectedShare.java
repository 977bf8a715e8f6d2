package io.campaignlake.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The gate of quality: when too large a share of a source's documents is rejected in a run, the run
 * fails after saving them, and so does every later one until somebody accepts it.
 */
public final class RejectedShare {
  private static final String BREACHED = "BREACHED";
  private static final String ACCEPTED = "ACCEPTED";

  private final JobRun run;
  private final String stage;
  private final Map<String, long[]> bySource = new TreeMap<>();
  private final Set<String> recorded = new TreeSet<>();

  /**
   * @param stage layer whose rejections are counted
   */
  public RejectedShare(JobRun run, String stage) {
    this.run = run;
    this.stage = stage;
  }

  /**
   * Adds documents of a source. What looks like a breach by then is recorded at once, so that a
   * crash cannot hide it.
   */
  public void add(String source, long documents, long rejected) {
    long[] sums = bySource.computeIfAbsent(source, s -> new long[2]);
    sums[0] += documents;
    sums[1] += rejected;
    if (rejected > 0 && isBreach(sums)) {
      recordOnce(source, sums);
    }
  }

  private boolean isBreach(long[] sums) {
    Settings settings = run.settings();
    return sums[0] >= settings.minDocuments() && sums[1] > settings.maxRejectedShare() * sums[0];
  }

  private void recordOnce(String source, long[] sums) {
    if (recorded.add(source)) {
      record(source, sums, run.acceptsRejected() ? ACCEPTED : BREACHED);
    }
  }

  /**
   * Judges the run's documents of each source as a whole.
   *
   * @throws LakeException when a source went over its share
   */
  public void failIfBreached() {
    List<String> breaches = new ArrayList<>();
    bySource.forEach(
        (source, sums) -> {
          if (isBreach(sums)) {
            recordOnce(source, sums);
            breaches.add(message(source, sums[1], sums[0]));
          } else if (recorded.contains(source)) {
            // Later documents made up for the first ones.
            record(source, sums, ACCEPTED);
          }
        });
    if (!breaches.isEmpty() && !run.acceptsRejected()) {
      throw LakeException.failed(String.join(System.lineSeparator(), breaches));
    }
  }

  /**
   * @throws LakeException while a breach of an earlier run is neither accepted nor rebuilt
   */
  public static void failWhileOpen(Lake lake) {
    List<TableRow> open = open(decisions(lake));
    if (!open.isEmpty()) {
      throw LakeException.failed(
          open.stream()
              .map(
                  breach ->
                      message(
                          breach.text(Ops.SOURCE),
                          breach.number(Ops.REJECTED),
                          breach.number(Ops.DOCUMENTS)))
              .distinct()
              .collect(Collectors.joining(System.lineSeparator())));
    }
  }

  /** Accepts every open breach. */
  public static void accept(JobRun run) {
    for (TableRow breach : open(decisions(run.lake()))) {
      record(
          run,
          breach.text(Ops.SOURCE),
          breach.text(Ops.STAGE),
          breach.number(Ops.DOCUMENTS),
          breach.number(Ops.REJECTED),
          ACCEPTED);
    }
  }

  // Few rows, read before every run: Kernel has them before Spark has planned to read them.
  private static List<TableRow> decisions(Lake lake) {
    return lake.kernel().created(Ops.REJECTED_SHARES).rows();
  }

  /** Breaches without a later acceptance of the same source and stage. */
  private static List<TableRow> open(List<TableRow> decisions) {
    Map<List<String>, Long> accepted =
        decisions.stream()
            .filter(row -> ACCEPTED.equals(row.text(Ops.VERDICT)))
            .collect(
                Collectors.toMap(
                    RejectedShare::judged, row -> row.number(Ops.DECISION_NO), Math::max));
    return decisions.stream()
        .filter(row -> BREACHED.equals(row.text(Ops.VERDICT)))
        .filter(row -> row.number(Ops.DECISION_NO) > accepted.getOrDefault(judged(row), 0L))
        .toList();
  }

  private static List<String> judged(TableRow decision) {
    return List.of(decision.text(Ops.SOURCE), decision.text(Ops.STAGE));
  }

  private static long lastNumber(List<TableRow> decisions) {
    return decisions.stream().mapToLong(row -> row.number(Ops.DECISION_NO)).max().orElse(0);
  }

  private void record(String source, long[] sums, String verdict) {
    record(run, source, stage, sums[0], sums[1], verdict);
  }

  private static void record(
      JobRun run, String source, String stage, long documents, long rejected, String verdict) {
    if (run.lake().plan().isPresent()) {
      return;
    }
    KernelTables kernel = run.lake().kernel();
    KernelSnapshot before = kernel.created(Ops.REJECTED_SHARES);
    TableRow decision =
        TableRow.of(
            Ops.REJECTED_SHARES.fields(),
            lastNumber(before.rows()) + 1,
            source,
            stage,
            documents,
            rejected,
            run.runId(),
            run.now(),
            verdict);
    kernel.appendOrFail(before, decision);
  }

  private static String message(String source, long rejected, long documents) {
    return String.format(
        Locale.ROOT,
        "Cannot publish %s: %d of %d documents were rejected. Look at the *_rejected tables, then correct the source, or accept it with ./lake run --accept-rejected.",
        source,
        rejected,
        documents);
  }
}
