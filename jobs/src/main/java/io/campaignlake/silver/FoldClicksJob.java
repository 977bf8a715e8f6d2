package io.campaignlake.silver;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.RejectedShare;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.raw.Rejected;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tracked links and taps → clicks, each once, on the message that they belong to. */
public final class FoldClicksJob implements Job {

  @Override
  public String name() {
    return "fold-clicks";
  }

  @Override
  public List<String> reads() {
    return List.of(
        RawTables.CLICKS.fullName(), InboundMessages.TABLE.fullName(), MessageAliases.TABLE.fullName());
  }

  @Override
  public List<Table> writes() {
    return List.of(Rejected.of(Clicks.TABLE), Clicks.TABLE);
  }

  @Override
  public String grain() {
    return Clicks.TABLE.grain();
  }

  @Override
  public void run(JobRun run) {
    Table rejectedBefore = Rejected.of(RawTables.CLICKS);
    Inputs inputs =
        run.inputs(Clicks.TABLE, RawTables.CLICKS, rejectedBefore, InboundMessages.TABLE, MessageAliases.TABLE);
    if (inputs.unchanged()) {
      return;
    }
    Typing typing = Typing.of(inputs.changes(RawTables.CLICKS), Clicks.parser(run.policy().botAgents()), Clicks.TABLE).persist();
    RejectedShare share = new RejectedShare(run, "silver");
    typing.keepBooks(run, Clicks.TABLE, inputs.changes(rejectedBefore), share);
    Dataset<Row> aliases = inputs.read(MessageAliases.TABLE);
    Dataset<Row> taps = Clicks.taps(inputs.changes(InboundMessages.TABLE));
    Dataset<Row> moved = held(run, inputs);
    Dataset<Row> incoming = typing.rows(Clicks.TABLE).unionByName(taps).unionByName(moved);
    write(run, inputs, Clicks.folded(incoming, aliases), moved);
    share.failIfBreached();
  }

  /** Clicks that stand on an id which an alias learnt since gives to another message. */
  private static Dataset<Row> held(JobRun run, Inputs inputs) {
    Dataset<Row> changed = inputs.changes(MessageAliases.TABLE).select(col("alias_id")).distinct();
    Dataset<Row> clicks = run.lake().read(Clicks.TABLE);
    return clicks
        .join(changed, clicks.col("message_id").equalTo(changed.col("alias_id")), "left_semi")
        .select(Clicks.TABLE.columns());
  }

  private static void write(JobRun run, Inputs inputs, Dataset<Row> incoming, Dataset<Row> moved) {
    Dataset<Row> arrived = incoming.persist();
    try {
      Dataset<Row> keys =
          arrived.select("message_id", "click_id").union(moved.select("message_id", "click_id")).distinct();
      Dataset<Row> all = run.lake().read(Clicks.TABLE);
      Dataset<Row> arrivedKeys = arrived.select("message_id", "click_id");
      Dataset<Row> beside =
          all.join(
              arrivedKeys,
              all.col("message_id").equalTo(arrivedKeys.col("message_id")).and(all.col("click_id").equalTo(arrivedKeys.col("click_id"))),
              "left_semi");
      Dataset<Row> folded = Versions.least(arrived.unionByName(beside.select(Clicks.TABLE.columns())), Clicks.TABLE, Clicks.CLICKED_AT.col(), Clicks.IS_BOT.col(), Clicks.HASH.col());
      run.replace(Clicks.TABLE, keys, folded, inputs);
    } finally {
      arrived.unpersist();
    }
  }
}
