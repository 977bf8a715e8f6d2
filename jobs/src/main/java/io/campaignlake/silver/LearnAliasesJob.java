package io.campaignlake.silver;

import io.campaignlake.lake.Exchange;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
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
    Dataset<Row> told =
        MessageAliases.pairs(
            inputs.changes(MessageEvents.TABLE), inputs.changes(InboundMessages.TABLE));
    if (inputs.isFirst()) {
      run.replace(MessageAliases.TABLE, null, MessageAliases.folded(told), inputs);
      return;
    }
    run.exchange(MessageAliases.TABLE, stored -> learnt(told, stored), inputs);
  }

  /** What was learnt before stands in the aliases: the events need not be read again. */
  static Exchange learnt(Dataset<Row> told, Dataset<Row> stored) {
    AliasNews news = AliasNews.of(told, stored);
    return news.isNothing()
        ? new Exchange(stored.limit(0), stored.limit(0))
        : new Exchange(
            news.stored(),
            MessageAliases.folded(news.pairs().unionByName(MessageAliases.asPairs(news.stored()))));
  }
}
