package io.campaignlake.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.SmallSide;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which messages have to be folded anew, and the evidence of them. */
final class DirtyMessages {
  private static final Field ID = Messages.MESSAGE_ID;

  private final Inputs inputs;

  /** Those of the ids that changed rows name. */
  private final Dataset<Row> aliases;

  private final Dataset<Row> ids;

  private DirtyMessages(Inputs inputs, Dataset<Row> aliases, Dataset<Row> ids) {
    this.inputs = inputs;
    this.aliases = aliases;
    this.ids = ids;
  }

  /**
   * Those named by changed events, sends, clicks or aliases, in either image: also those that an
   * alias took away, which will have no evidence left.
   */
  static DirtyMessages of(Inputs inputs) {
    Dataset<Row> ofEvents =
        inputs.changes(MessageEvents.TABLE).select(MessageEvents.MESSAGE_REF.col().as(ID.name()));
    Dataset<Row> ofSends =
        inputs.changes(Sends.TABLE).select(MessageEvidence.SEND_REF.as(ID.name()));
    Dataset<Row> ofClicks = inputs.changes(Clicks.TABLE).select(Clicks.MESSAGE_ID.col());
    Dataset<Row> changedAliases = inputs.changes(MessageAliases.TABLE);
    Dataset<Row> taken = changedAliases.select(MessageAliases.ALIAS_ID.col().as(ID.name()));
    Dataset<Row> given = changedAliases.select(MessageAliases.MESSAGE_ID.col());
    Dataset<Row> named =
        SmallSide.counted(
            ofEvents.union(ofSends).union(ofClicks).union(taken).union(given).distinct());
    Dataset<Row> aliases =
        SmallSide.counted(MessageAliases.of(named, ID, inputs.read(MessageAliases.TABLE)));
    Dataset<Row> ids =
        MessageAliases.resolved(named, ID, aliases)
            .select(ID.col())
            .union(taken)
            .union(inputs.chosen(Messages.TABLE).select(ID.col()))
            .distinct();
    return new DirtyMessages(inputs, aliases, SmallSide.kept(ids));
  }

  /** The canonical ids, and those that were canonical before. */
  Dataset<Row> ids() {
    return ids;
  }

  /** Evidence of all messages. */
  static Dataset<Row> allEvidence(Inputs inputs) {
    return evidence(
        inputs.read(MessageEvents.TABLE),
        inputs.read(Sends.TABLE),
        inputs.read(Clicks.TABLE),
        inputs.read(MessageAliases.TABLE));
  }

  /** All evidence of these messages. */
  Dataset<Row> evidence() {
    return evidence(ids);
  }

  /**
   * What came of them, beside the messages themselves, which stand for what they were made of:
   * where events and sends only grew.
   *
   * @param stored the messages as they are
   */
  Dataset<Row> newEvidence(Dataset<Row> stored) {
    Dataset<Row> before = MessageAliases.resolved(stored, ID, aliases);
    Dataset<Row> sends = inputs.changes(Sends.TABLE);
    Dataset<Row> came =
        evidence(inputs.changes(MessageEvents.TABLE), sends, clicks(ids), aliases)
            .union(MessageEvidence.ofMessages(before));
    Dataset<Row> sentAgain = SmallSide.counted(sentAgain(before, sends));
    return sentAgain.isEmpty()
        ? came
        : came.join(sentAgain, new String[] {ID.name()}, "left_anti").union(evidence(sentAgain));
  }

  /**
   * Messages of more than one row of the send log: which of them counts, and whether they disagree,
   * only the rows themselves can tell.
   */
  private Dataset<Row> sentAgain(Dataset<Row> before, Dataset<Row> sends) {
    Dataset<Row> more =
        MessageEvidence.ofSends(MessageAliases.resolved(sends, Sends.MESSAGE_REF, aliases));
    Column known = when(Messages.HAS_SEND_CONFLICT.col(), 2).otherwise(1);
    return before
        .where(Messages.RECORD_ID.col().isNotNull())
        .select(ID.col(), known.as("known"), lit(0).as("more"))
        .union(more.select(ID.col(), lit(0), lit(1)))
        .groupBy(ID.col())
        .agg(sum("known").as("known"), sum("more").as("more"))
        .where(col("known").gt(0).and(col("known").plus(col("more")).gt(1)))
        .select(ID.col());
  }

  private Dataset<Row> evidence(Dataset<Row> messages) {
    Dataset<Row> all = inputs.read(MessageAliases.TABLE);
    Dataset<Row> ofThem = SmallSide.counted(among(all, MessageAliases.MESSAGE_ID.col(), messages));
    Dataset<Row> refs =
        SmallSide.kept(messages.union(ofThem.select(MessageAliases.ALIAS_ID.col())).distinct());
    return evidence(
        among(inputs.read(MessageEvents.TABLE), MessageEvents.MESSAGE_REF.col(), refs),
        among(inputs.read(Sends.TABLE), MessageEvidence.SEND_REF, refs),
        clicks(messages),
        ofThem);
  }

  private Dataset<Row> clicks(Dataset<Row> messages) {
    return among(inputs.read(Clicks.TABLE), Clicks.MESSAGE_ID.col(), messages);
  }

  private static Dataset<Row> evidence(
      Dataset<Row> events, Dataset<Row> sends, Dataset<Row> clicks, Dataset<Row> aliases) {
    return MessageEvidence.of(
        MessageAliases.resolved(events, MessageEvents.MESSAGE_REF, aliases),
        MessageAliases.resolved(sends, Sends.MESSAGE_REF, aliases),
        clicks);
  }

  private static Dataset<Row> among(Dataset<Row> rows, Column ref, Dataset<Row> refs) {
    return rows.join(refs.toDF("wanted_ref"), ref.equalTo(col("wanted_ref")), "left_semi");
  }
}
