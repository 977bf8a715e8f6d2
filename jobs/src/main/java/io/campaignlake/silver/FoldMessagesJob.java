package io.campaignlake.silver;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Status events, send log and clicks → messages, folded anew where anything about them changed. */
public final class FoldMessagesJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(MessageEvents.TABLE, Sends.TABLE, MessageAliases.TABLE, Clicks.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Messages.TABLE);
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    Dataset<Row> dirty = inputs.isFirst() ? null : SmallSide.kept(DirtyMessages.of(inputs));
    Dataset<Row> evidence = DirtyMessages.evidence(inputs, dirty);
    Dataset<Row> messages = MessageFold.messages(evidence, run.policy().zone());
    run.replace(Messages.TABLE, dirty, run.counting(messages, findings()), inputs);
  }

  private static Map<String, Column> findings() {
    return Map.of(
        "orphans", Messages.CAMPAIGN_ID.col().isNull(),
        "send_log_conflicts", Messages.HAS_SEND_CONFLICT.col());
  }
}
