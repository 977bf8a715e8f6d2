package io.campaignlake.silver;

import static io.campaignlake.silver.MessageAliases.FROM;
import static io.campaignlake.silver.MessageAliases.RANK;
import static io.campaignlake.silver.MessageAliases.TO;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.SmallSide;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What pairs of ids tell that the aliases do not say yet. */
final class AliasNews {
  private static final Column ALIAS_ID = MessageAliases.ALIAS_ID.col();
  private static final Column MESSAGE_ID = MessageAliases.MESSAGE_ID.col();

  private final Dataset<Row> pairs;
  private final Dataset<Row> stored;

  private AliasNews(Dataset<Row> pairs, Dataset<Row> stored) {
    this.pairs = pairs;
    this.stored = stored;
  }

  /**
   * Reads the aliases once, unless pairs join messages that are known by other ids too.
   *
   * @param told rows of {@link MessageAliases#pairs}
   * @param aliases rows of {@code silver.message_aliases}, each once
   */
  static AliasNews of(Dataset<Row> told, Dataset<Row> aliases) {
    Dataset<Row> all = SmallSide.kept(told.groupBy(FROM, TO).agg(min(RANK).as(RANK)));
    Dataset<Row> ids = SmallSide.counted(ids(all));
    Dataset<Row> met = SmallSide.kept(naming(aliases, ids));
    // Each later event of a message tells again what its first one told.
    Column isKnown =
        col(FROM)
            .equalTo(ALIAS_ID)
            .and(col(TO).equalTo(MESSAGE_ID))
            .and(col(RANK).geq(MessageAliases.rank()));
    Dataset<Row> news = SmallSide.kept(all.join(met, isKnown, "left_anti"));
    Dataset<Row> messages =
        SmallSide.counted(naming(met, ids(news)).select(MESSAGE_ID).distinct().toDF("touched_id"));
    Dataset<Row> others = SmallSide.counted(messages.except(ids));
    Dataset<Row> stored = having(messages, met).union(having(others, aliases)).distinct();
    return new AliasNews(news, SmallSide.counted(stored));
  }

  private static Dataset<Row> having(Dataset<Row> messages, Dataset<Row> aliases) {
    return aliases.join(messages, MESSAGE_ID.equalTo(col("touched_id")), "left_semi");
  }

  boolean isNothing() {
    return pairs.isEmpty();
  }

  /** Those that are news, in the shape of {@link MessageAliases#pairs}. */
  Dataset<Row> pairs() {
    return pairs;
  }

  /**
   * The aliases of all messages that the pairs name, by what is known so far: pairs join messages,
   * and never take one apart.
   *
   * @return each once, with the columns that the aliases were given with
   */
  Dataset<Row> stored() {
    return stored;
  }

  private static Dataset<Row> ids(Dataset<Row> pairs) {
    return pairs.select(FROM).union(pairs.select(TO)).distinct().toDF("named_id");
  }

  /** The aliases that are or have one of the ids. */
  private static Dataset<Row> naming(Dataset<Row> aliases, Dataset<Row> ids) {
    return Inputs.amongEither(
        aliases, MessageAliases.ALIAS_ID, ids, MessageAliases.MESSAGE_ID, ids);
  }
}
