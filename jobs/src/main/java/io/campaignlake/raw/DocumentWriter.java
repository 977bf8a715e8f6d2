package io.campaignlake.raw;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.RejectedShare;
import io.campaignlake.lake.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.LongAccumulator;

/**
 * Writes the documents of one source and batch: the good ones to its raw table, the others to the
 * table of the rejected. Each write carries the stream's transaction number, so that a batch that
 * is run again after a crash adds nothing.
 */
final class DocumentWriter {
  private final JobRun run;
  private final RejectedShare share;
  private final String query;
  private final long batch;

  DocumentWriter(JobRun run, RejectedShare share, String query, long batch) {
    this.run = run;
    this.share = share;
    this.query = query;
    this.batch = batch;
  }

  void write(LandingSource source, Dataset<Row> documents) {
    LongAccumulator seen = documents.sparkSession().sparkContext().longAccumulator("rejected");
    // Of each row the reason alone: a function of whole rows would decode every document.
    UDF1<String, Boolean> counting =
        reason -> {
          if (reason != null) {
            seen.add(1);
          }
          return reason == null;
        };
    Column reason = col(Rejected.REJECT_REASON.name());
    Column isGood = udf(counting, DataTypes.BooleanType).asNondeterministic().apply(reason);
    long loaded = append(source, source.table(), documents.where(isGood));
    Table rejectedTable = Rejected.of(source.table());
    // A second pass over the files only where there is something to reject.
    boolean mayHaveRejected = seen.value() > 0 || loaded < 0;
    long rejected =
        mayHaveRejected ? append(source, rejectedTable, documents.where(reason.isNotNull())) : 0;
    if (loaded < 0) {
      // The batch runs again after a crash: the commits are there, their counts have to be counted.
      rejected = documents.where(reason.isNotNull()).count();
      loaded = documents.count() - rejected;
    } else if (rejected < 0) {
      rejected = seen.value();
    }
    run.count("documents_in", loaded + rejected);
    run.count("documents_loaded", loaded);
    run.count("documents_rejected", rejected);
    share.add(source.folder(), loaded + rejected, rejected);
  }

  /** Rows written, or -1 when the transaction had been committed before. */
  private long append(LandingSource source, Table table, Dataset<Row> rows) {
    String transaction = run.job() + ":" + source.folder() + ":" + table.fullName() + ":" + query;
    return run.appendOnce(table, rows, transaction, batch);
  }
}
