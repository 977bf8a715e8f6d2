package io.campaignlake.silver;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Pairs of ids that events tell → the canonical id of each alias. */
public final class LearnAliasesJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(MessageEvents.TABLE, InboundMessages.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(MessageAliases.TABLE);
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    Dataset<Row> all =
        MessageAliases.pairs(inputs.read(MessageEvents.TABLE), inputs.read(InboundMessages.TABLE));
    if (inputs.isFirst()) {
      run.replace(MessageAliases.TABLE, null, MessageAliases.folded(all), inputs);
      return;
    }
    Dataset<Row> news =
        SmallSide.counted(
            MessageAliases.pairs(
                inputs.changes(MessageEvents.TABLE), inputs.changes(InboundMessages.TABLE)));
    if (news.isEmpty()) {
      run.consumed(MessageAliases.TABLE, inputs);
      return;
    }
    Dataset<Row> ids =
        SmallSide.counted(MessageAliases.touched(news, run.lake().read(MessageAliases.TABLE)));
    Dataset<Row> folded = MessageAliases.folded(MessageAliases.among(all, ids));
    run.replace(MessageAliases.TABLE, ids.toDF("alias_id"), folded, inputs);
  }
}
