package io.campaignlake.silver;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.raw.Rejected;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tracked links and taps → clicks, each once, on the message that they belong to. */
public final class FoldClicksJob implements Job {
  private static final Column ALIAS_ID = MessageAliases.ALIAS_ID.col();
  private static final Column MESSAGE_ID = Clicks.MESSAGE_ID.col();

  @Override
  public List<Table> inputs() {
    return List.of(
        RawTables.CLICKS,
        Rejected.of(RawTables.CLICKS),
        InboundMessages.TABLE,
        MessageAliases.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Rejected.of(Clicks.TABLE), Clicks.TABLE);
  }

  @Override
  public void run(JobRun run) {
    new TypedLoad(run, RawTables.CLICKS, Clicks.TABLE)
        .load(
            Clicks.parser(run.policy().botAgents()),
            List.of(Clicks.TABLE),
            (typing, inputs) -> write(run, typing.rows(Clicks.TABLE), inputs));
  }

  private static void write(JobRun run, Dataset<Row> tracked, Inputs inputs) {
    Dataset<Row> taps = Clicks.taps(inputs.changes(InboundMessages.TABLE));
    Dataset<Row> arrived = tracked.unionByName(taps);
    if (inputs.isFirst()) {
      run.replace(
          Clicks.TABLE, null, Clicks.folded(arrived, inputs.read(MessageAliases.TABLE)), inputs);
    } else {
      fold(run, inputs, arrived);
    }
  }

  /**
   * Folds what came into the clicks of the same messages; those that stand on an id which an alias
   * learnt since gives to another message move there.
   */
  private static void fold(JobRun run, Inputs inputs, Dataset<Row> incoming) {
    Dataset<Row> arrived = SmallSide.kept(incoming);
    Dataset<Row> learnt = inputs.changes(MessageAliases.TABLE).select(ALIAS_ID).distinct();
    Dataset<Row> given = SmallSide.counted(arrived.select(MESSAGE_ID).union(learnt).distinct());
    Dataset<Row> aliases =
        SmallSide.counted(
            MessageAliases.of(given, Clicks.MESSAGE_ID, inputs.read(MessageAliases.TABLE)));
    Dataset<Row> dirty =
        SmallSide.kept(given.union(aliases.select(MessageAliases.MESSAGE_ID.col())).distinct());
    run.replace(
        Clicks.TABLE, dirty, stored -> Clicks.folded(stored.unionByName(arrived), aliases), inputs);
  }
}
