package io.campaignlake.silver;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.RejectedShare;
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
    Table rejectedBefore = Rejected.of(RawTables.CLICKS);
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    Typing typing =
        Typing.of(
            inputs.changes(RawTables.CLICKS),
            Clicks.parser(run.policy().botAgents()),
            Clicks.TABLE);
    RejectedShare share = new RejectedShare(run, "silver");
    typing.keepBooks(run, Clicks.TABLE, inputs.changes(rejectedBefore), share);
    Dataset<Row> aliases = inputs.read(MessageAliases.TABLE);
    Dataset<Row> taps = Clicks.taps(inputs.changes(InboundMessages.TABLE));
    Dataset<Row> arrived = typing.rows(Clicks.TABLE).unionByName(taps);
    if (inputs.isFirst()) {
      run.replace(Clicks.TABLE, null, Clicks.folded(arrived, aliases), inputs);
    } else {
      Dataset<Row> moved = SmallSide.counted(held(run, inputs));
      Dataset<Row> changed = SmallSide.counted(arrived.unionByName(moved));
      Dataset<Row> used = MessageAliases.of(changed, Clicks.MESSAGE_ID, aliases);
      write(run, inputs, Clicks.folded(changed, used), moved);
    }
    share.failIfBreached();
  }

  /** Clicks that stand on an id which an alias learnt since gives to another message. */
  private static Dataset<Row> held(JobRun run, Inputs inputs) {
    Dataset<Row> changed =
        SmallSide.counted(inputs.changes(MessageAliases.TABLE).select(col("alias_id")).distinct());
    Dataset<Row> clicks = run.lake().read(Clicks.TABLE);
    return clicks
        .join(changed, clicks.col("message_id").equalTo(changed.col("alias_id")), "left_semi")
        .select(Clicks.TABLE.columns());
  }

  /**
   * Folds what came into the clicks of the same keys; the keys that clicks moved from are emptied.
   */
  private static void write(JobRun run, Inputs inputs, Dataset<Row> incoming, Dataset<Row> moved) {
    Dataset<Row> arrived = SmallSide.kept(incoming);
    Dataset<Row> to = arrived.select(key());
    Dataset<Row> dirty = SmallSide.counted(to.union(moved.select(key())).distinct());
    String[] key = Clicks.TABLE.keyNames().toArray(String[]::new);
    run.replace(
        Clicks.TABLE,
        dirty,
        stored -> Clicks.leastOfCopies(arrived.unionByName(stored.join(to, key, "left_semi"))),
        inputs);
  }

  private static Column[] key() {
    return new Column[] {Clicks.MESSAGE_ID.col(), Clicks.CLICK_ID.col()};
  }
}
