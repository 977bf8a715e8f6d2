package io.campaignlake.silver;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
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
    if (inputs.isFirst()) {
      Dataset<Row> all = messages(run, DirtyMessages.allEvidence(inputs));
      run.replace(Messages.TABLE, null, all, inputs);
      return;
    }
    DirtyMessages dirty = DirtyMessages.of(inputs);
    if (inputs.onlyGrew(MessageEvents.TABLE) && inputs.onlyGrew(Sends.TABLE)) {
      run.replace(
          Messages.TABLE, dirty.ids(), stored -> messages(run, dirty.newEvidence(stored)), inputs);
    } else {
      run.replace(Messages.TABLE, dirty.ids(), messages(run, dirty.evidence()), inputs);
    }
  }

  private static Dataset<Row> messages(JobRun run, Dataset<Row> evidence) {
    return run.counting(MessageFold.messages(evidence, run.policy().zone()), findings());
  }

  private static Map<String, Column> findings() {
    return Map.of(
        "orphans", Messages.CAMPAIGN_ID.col().isNull(),
        "send_log_conflicts", Messages.HAS_SEND_CONFLICT.col());
  }
}
