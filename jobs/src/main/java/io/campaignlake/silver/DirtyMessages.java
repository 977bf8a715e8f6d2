package io.campaignlake.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.SmallSide;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which messages have to be folded anew, and all evidence of them. */
final class DirtyMessages {
  private static final Field ID = Messages.MESSAGE_ID;

  private DirtyMessages() {}

  /** The send row's message: its id, or the record's where it never got one. */
  private static final Column SEND_REF =
      coalesce(
          Sends.MESSAGE_REF.col(),
          concat_ws(
              ":",
              lit(MessageEvidence.RECORD_PREFIX),
              Sends.CAMPAIGN_ID.col(),
              Sends.RECORD_ID.col()));

  /**
   * Canonical ids named by changed events, sends, clicks or aliases, in either image: also those
   * that an alias took away, which will have no evidence left.
   */
  static Dataset<Row> of(Inputs inputs) {
    Dataset<Row> aliases = inputs.read(MessageAliases.TABLE);
    Dataset<Row> ofEvents =
        inputs.changes(MessageEvents.TABLE).select(MessageEvents.MESSAGE_REF.col().as(ID.name()));
    Dataset<Row> ofSends = inputs.changes(Sends.TABLE).select(SEND_REF.as(ID.name()));
    Dataset<Row> ofClicks = inputs.changes(Clicks.TABLE).select(Clicks.MESSAGE_ID.col());
    Dataset<Row> changedAliases = inputs.changes(MessageAliases.TABLE);
    Dataset<Row> taken = changedAliases.select(MessageAliases.ALIAS_ID.col().as(ID.name()));
    Dataset<Row> given = changedAliases.select(MessageAliases.MESSAGE_ID.col());
    Dataset<Row> named =
        SmallSide.counted(ofEvents.union(ofSends).union(ofClicks).union(given).distinct());
    return MessageAliases.resolved(named, ID, MessageAliases.of(named, ID, aliases))
        .select(ID.col())
        .union(taken)
        .union(given)
        .union(inputs.chosen(Messages.TABLE).select(ID.col()))
        .distinct();
  }

  /**
   * @param dirty canonical ids; null for all
   */
  static Dataset<Row> evidence(Inputs inputs, Dataset<Row> dirty) {
    Dataset<Row> aliases = inputs.read(MessageAliases.TABLE);
    if (dirty != null) {
      aliases = SmallSide.counted(among(aliases, dirty));
    }
    Dataset<Row> refs = dirty == null ? null : SmallSide.kept(refs(dirty, aliases));
    Dataset<Row> events =
        restricted(inputs.read(MessageEvents.TABLE), MessageEvents.MESSAGE_REF.col(), refs);
    Dataset<Row> sends = restricted(inputs.read(Sends.TABLE), SEND_REF, refs);
    Dataset<Row> clicks = restricted(inputs.read(Clicks.TABLE), Clicks.MESSAGE_ID.col(), dirty);
    return MessageEvidence.of(
        MessageAliases.resolved(events, MessageEvents.MESSAGE_REF, aliases),
        MessageAliases.resolved(sends, Sends.MESSAGE_REF, aliases),
        clicks);
  }

  /** The aliases of these messages. */
  private static Dataset<Row> among(Dataset<Row> aliases, Dataset<Row> dirty) {
    Dataset<Row> ids = dirty.select(ID.col().as("dirty_id"));
    return aliases.join(ids, MessageAliases.MESSAGE_ID.col().equalTo(col("dirty_id")), "left_semi");
  }

  /** All ids by which the messages are named. */
  private static Dataset<Row> refs(Dataset<Row> dirty, Dataset<Row> aliases) {
    return dirty
        .select(ID.col())
        .union(aliases.select(MessageAliases.ALIAS_ID.col()))
        .distinct()
        .toDF("ref");
  }

  private static Dataset<Row> restricted(Dataset<Row> rows, Column ref, Dataset<Row> refs) {
    if (refs == null) {
      return rows;
    }
    Dataset<Row> wanted = refs.toDF("wanted_ref");
    return rows.join(wanted, ref.equalTo(col("wanted_ref")), "left_semi");
  }
}
