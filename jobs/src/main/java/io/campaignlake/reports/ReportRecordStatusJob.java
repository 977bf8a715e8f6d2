package io.campaignlake.reports;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Messages;
import java.util.List;
import org.apache.spark.sql.Column;
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
  public boolean mayWait() {
    return true;
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    if (inputs.isFirst()) {
      Dataset<Row> all = inputs.read(Messages.TABLE);
      run.replace(RecordStatus.TABLE, null, RecordStatus.of(all), inputs);
      return;
    }
    Dataset<Row> dirty = SmallSide.kept(dirty(inputs));
    Dataset<Row> ids = dirty.select(RecordStatus.MESSAGE_ID.col()).distinct();
    Dataset<Row> messages = inputs.current(Messages.TABLE, ids);
    run.replace(RecordStatus.TABLE, dirty, RecordStatus.of(messages), inputs);
  }

  /** A message is reported under its send date: each image tells where the report has it. */
  private static Dataset<Row> dirty(Inputs inputs) {
    Column id = RecordStatus.MESSAGE_ID.col();
    Column[] key =
        inputs.isOfChosenDays()
            ? new Column[] {id}
            : new Column[] {id, RecordStatus.SEND_DATE.col()};
    return inputs
        .changes(Messages.TABLE)
        .select(key)
        .union(inputs.chosen(RecordStatus.TABLE).select(key))
        .distinct();
  }
}
