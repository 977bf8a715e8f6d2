package io.campaignlake.lake;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

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
  private final Map<String, String> breaches = new TreeMap<>();

  /**
   * @param stage layer whose rejections are counted
   */
  public RejectedShare(JobRun run, String stage) {
    this.run = run;
    this.stage = stage;
  }

  /** Adds documents of a source; a breach is recorded at once, so that a crash cannot hide it. */
  public void add(String source, long documents, long rejected) {
    long[] sums = bySource.computeIfAbsent(source, s -> new long[2]);
    sums[0] += documents;
    sums[1] += rejected;
    Settings settings = run.settings();
    boolean counts = sums[0] >= settings.minDocuments() && rejected > 0;
    boolean isBreach = counts && sums[1] > settings.maxRejectedShare() * sums[0];
    if (isBreach && !breaches.containsKey(source)) {
      String verdict = run.acceptsRejected() ? ACCEPTED : BREACHED;
      record(
          run,
          RowFactory.create(
              next(run.lake()),
              source,
              stage,
              sums[0],
              sums[1],
              run.runId(),
              Timestamp.from(run.now()),
              verdict));
      if (!run.acceptsRejected()) {
        breaches.put(source, message(source, sums[1], sums[0]));
      }
    }
  }

  /**
   * @throws LakeException when a source went over its share
   */
  public void failIfBreached() {
    if (!breaches.isEmpty()) {
      throw LakeException.failed(String.join(System.lineSeparator(), breaches.values()));
    }
  }

  /**
   * @throws LakeException while a breach of an earlier run is neither accepted nor rebuilt
   */
  public static void failWhileOpen(Lake lake) {
    List<Row> open = open(lake).collectAsList();
    if (!open.isEmpty()) {
      throw LakeException.failed(
          String.join(
              System.lineSeparator(),
              open.stream()
                  .map(
                      r ->
                          message(
                              r.getAs("source"),
                              r.<Long>getAs("rejected"),
                              r.<Long>getAs("documents")))
                  .distinct()
                  .toList()));
    }
  }

  /** Accepts every open breach. */
  public static void accept(JobRun run) {
    for (Row row : open(run.lake()).collectAsList()) {
      record(
          run,
          RowFactory.create(
              next(run.lake()),
              row.getAs("source"),
              row.getAs("stage"),
              row.getAs("documents"),
              row.getAs("rejected"),
              run.runId(),
              Timestamp.from(run.now()),
              ACCEPTED));
    }
  }

  private static Dataset<Row> open(Lake lake) {
    Dataset<Row> decisions = lake.read(Ops.REJECTED_SHARES);
    long accepted = maxDecision(decisions.where(col("verdict").equalTo(ACCEPTED)));
    return decisions.where(col("verdict").equalTo(BREACHED).and(col("decision_no").gt(accepted)));
  }

  private static long next(Lake lake) {
    return maxDecision(lake.read(Ops.REJECTED_SHARES)) + 1;
  }

  private static long maxDecision(Dataset<Row> decisions) {
    Row row = decisions.agg(org.apache.spark.sql.functions.max("decision_no")).head();
    return row.isNullAt(0) ? 0 : row.getLong(0);
  }

  private static void record(JobRun run, Row decision) {
    if (run.lake().plan().isPresent()) {
      return;
    }
    run.lake()
        .spark()
        .createDataFrame(List.of(decision), Ops.REJECTED_SHARES.schema())
        .write()
        .format("delta")
        .mode("append")
        .save(run.lake().path(Ops.REJECTED_SHARES));
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
