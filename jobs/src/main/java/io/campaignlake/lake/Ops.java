package io.campaignlake.lake;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import java.time.Instant;
import java.util.List;

/**
 * The tables that say how the jobs fared. They are the only ones that a run without news may touch.
 */
public final class Ops {
  static final Field RUN_ID = Field.required("run_id", StringType, "Names one command's run.");
  static final Field JOB = Field.required("job", StringType, "Name of the job, as in ./lake jobs.");
  static final Field STARTED_AT =
      Field.required("started_at", TimestampType, "Clock at the start, UTC.");
  static final Field SECONDS =
      Field.required("seconds", DoubleType, "Elapsed time, seconds.").addsUp("seconds");
  static final Field STATUS = Field.required("status", StringType, "DONE or FAILED.");
  static final Field ERROR = Field.optional("error", StringType, "The message of a failure.");
  static final Field INPUT_VERSIONS =
      Field.required(
          "input_versions",
          createMapType(StringType, LongType, false),
          "Delta version of each input, by full table name.");
  static final Field ROWS_READ =
      Field.required("rows_read", LongType, "Rows that Spark read from files for the job.")
          .addsUp("rows");
  static final Field ROWS_INSERTED =
      Field.required("rows_inserted", LongType, "Rows added to its tables.").addsUp("rows");
  static final Field ROWS_UPDATED =
      Field.required("rows_updated", LongType, "Rows of its tables that changed.").addsUp("rows");
  static final Field ROWS_DELETED =
      Field.required("rows_deleted", LongType, "Rows of its tables that no longer hold.")
          .addsUp("rows");
  static final Field COUNTS =
      Field.required(
          "counts",
          createMapType(StringType, LongType, false),
          "Named counts: documents_in = documents_loaded + documents_ignored + documents_rejected; ignored:<kind>; dirty:<table>, the keys whose rows were computed anew and compared with those that stood there; findings about the data's quality.");

  public static final Table JOB_RUNS =
      Table.internal(
          "ops",
          "job_runs",
          "One run of one job.",
          List.of(
              RUN_ID,
              JOB,
              STARTED_AT,
              SECONDS,
              STATUS,
              ERROR,
              INPUT_VERSIONS,
              ROWS_READ,
              ROWS_INSERTED,
              ROWS_UPDATED,
              ROWS_DELETED,
              COUNTS));

  static final Field DECISION_NO =
      Field.required("decision_no", LongType, "Counts up; a later decision follows an earlier one.")
          .neverAddsUp("ordinal");
  static final Field SOURCE = Field.required("source", StringType, "Landing folder.");
  static final Field STAGE = Field.required("stage", StringType, "Layer that rejected.");
  static final Field DOCUMENTS =
      Field.required("documents", LongType, "Documents of the source in the run.")
          .addsUp("documents");
  static final Field REJECTED =
      Field.required("rejected", LongType, "How many of them were rejected.").addsUp("documents");
  static final Field DECIDED_AT =
      Field.required("decided_at", TimestampType, "Clock of the run, UTC.");
  static final Field VERDICT =
      Field.required(
          "verdict",
          StringType,
          "BREACHED stops all jobs until a later ACCEPTED of the same source and stage.");

  public static final Table REJECTED_SHARES =
      Table.internal(
          "ops",
          "rejected_shares",
          "One decision about a source's share of rejected documents.",
          List.of(DECISION_NO, SOURCE, STAGE, DOCUMENTS, REJECTED, RUN_ID, DECIDED_AT, VERDICT));

  static final Field ROUND_NO =
      Field.required("round_no", LongType, "Counts the rounds of one stream from 1.")
          .neverAddsUp("ordinal");
  static final Field ARRIVALS =
      Field.required(
              "arrivals",
              LongType,
              "Landing files, and documents of topics, that arrived since the round before.")
          .addsUp("files and documents");
  static final Field OLDEST_ARRIVAL_AT =
      Field.optional(
          "oldest_arrival_at",
          TimestampType,
          "When the first of them arrived, UTC: a file's modification time, a topic's time of the record.");
  static final Field PUBLISHED_AT =
      Field.required("published_at", TimestampType, "When all tables up to gold had it, UTC.");
  static final Field FRESHNESS_MILLIS =
      Field.optional(
              "freshness_millis",
              LongType,
              "From the oldest arrival to its publication, milliseconds.")
          .neverAddsUp("milliseconds");

  public static final Table STREAM_ROUNDS =
      Table.internal(
          "ops",
          "stream_rounds",
          "One round of a stream over new landing files.",
          List.of(ROUND_NO, ARRIVALS, OLDEST_ARRIVAL_AT, PUBLISHED_AT, FRESHNESS_MILLIS));

  private Ops() {}

  /** The clocks of a job's runs that were done, in no order, read without Spark. */
  public static List<Instant> done(KernelTables tables, String job) {
    List<TableRow> runs =
        tables
            .latest(JOB_RUNS)
            .map(snapshot -> snapshot.rows(List.of(JOB, STATUS, STARTED_AT)))
            .orElse(List.of());
    return runs.stream()
        .filter(run -> run.text(JOB).equals(job) && run.text(STATUS).equals("DONE"))
        .map(run -> run.instant(STARTED_AT))
        .toList();
  }
}
