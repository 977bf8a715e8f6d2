package io.campaignlake.silver;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Status events, send log and clicks → messages, folded anew where anything about them changed. */
public final class FoldMessagesJob implements Job {

  @Override
  public String name() {
    return "fold-messages";
  }

  @Override
  public List<String> reads() {
    return List.of(
        MessageEvents.TABLE.fullName(),
        Sends.TABLE.fullName(),
        MessageAliases.TABLE.fullName(),
        Clicks.TABLE.fullName());
  }

  @Override
  public List<Table> writes() {
    return List.of(Messages.TABLE);
  }

  @Override
  public String grain() {
    return Messages.TABLE.grain();
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs =
        run.inputs(Messages.TABLE, MessageEvents.TABLE, Sends.TABLE, MessageAliases.TABLE, Clicks.TABLE);
    if (inputs.unchanged()) {
      return;
    }
    boolean all = inputs.isFirst(MessageEvents.TABLE, Sends.TABLE, MessageAliases.TABLE, Clicks.TABLE);
    Dataset<Row> dirty = all ? null : DirtyMessages.of(inputs).persist();
    Dataset<Row> evidence = DirtyMessages.evidence(inputs, dirty);
    run.replace(Messages.TABLE, dirty, MessageFold.messages(evidence, run.policy().zone()), inputs);
  }
}
