package io.campaignlake.reports;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Messages;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Messages → the record-status report, for the messages that changed. */
public final class ReportRecordStatusJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(Messages.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(RecordStatus.TABLE);
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    Dataset<Row> dirty = inputs.isFirst() ? null : SmallSide.kept(dirty(inputs));
    Dataset<Row> messages = restricted(inputs.read(Messages.TABLE), dirty);
    run.replace(RecordStatus.TABLE, dirty, RecordStatus.of(messages), inputs);
  }

  private static Dataset<Row> dirty(Inputs inputs) {
    return inputs
        .changes(Messages.TABLE)
        .select(RecordStatus.MESSAGE_ID.col())
        .union(inputs.chosen(RecordStatus.TABLE).select(RecordStatus.MESSAGE_ID.col()))
        .distinct();
  }

  private static Dataset<Row> restricted(Dataset<Row> messages, Dataset<Row> dirty) {
    if (dirty == null) {
      return messages;
    }
    Dataset<Row> ids = dirty.toDF("dirty_id");
    return messages.join(ids, Messages.MESSAGE_ID.col().equalTo(col("dirty_id")), "left_semi");
  }
}
