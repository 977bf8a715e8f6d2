package io.campaignlake.silver;

import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * {@code silver.message_aliases}: the ids by which providers name a message beside the one that the
 * sender got back (semantics §3).
 */
public final class MessageAliases {
  public static final Field ALIAS_ID =
      required("alias_id", StringType, "An id that a provider used.");
  public static final Field MESSAGE_ID =
      required("message_id", StringType, "The canonical id of the same message.");
  static final Field EVIDENCE =
      required(
          "gupshup_id_evidence",
          StringType,
          "STRONG: message_id is Gupshup's id for sure; WEAK: it stands in its place.");

  public static final Table TABLE =
      Table.internal(
              "silver",
              "message_aliases",
              "One id that is not canonical.",
              List.of(ALIAS_ID, MESSAGE_ID, EVIDENCE))
          .keyedBy(ALIAS_ID);

  static final String FROM = "from_id";
  static final String TO = "to_id";
  static final String RANK = "rank";
  private static final String LABEL = "label";
  private static final String ID = "id";

  private MessageAliases() {}

  /** Replaces an id by the canonical one; ids without an alias are their own. */
  public static Dataset<Row> resolved(Dataset<Row> rows, Field id, Dataset<Row> aliases) {
    Dataset<Row> known =
        aliases.select(ALIAS_ID.col().as("_alias"), MESSAGE_ID.col().as("_canonical"));
    return rows.join(
            SmallSide.hinted(known), rows.col(id.name()).equalTo(known.col("_alias")), "left")
        .withColumn(id.name(), coalesce(col("_canonical"), id.col()))
        .drop("_alias", "_canonical");
  }

  /** The aliases that rows use. */
  static Dataset<Row> of(Dataset<Row> rows, Field id, Dataset<Row> aliases) {
    Dataset<Row> used = rows.select(id.col().as("used_id"));
    return aliases.join(used, ALIAS_ID.col().equalTo(col("used_id")), "left_semi");
  }

  /**
   * The pairs of ids of one message that events and answered messages tell, with how sure they are.
   */
  static Dataset<Row> pairs(Dataset<Row> events, Dataset<Row> inbound) {
    Column rank =
        when(MessageEvents.GUPSHUP_ID_EVIDENCE.col().equalTo(StatusEvent.STRONG), 0).otherwise(1);
    Dataset<Row> told =
        events
            .where(size(MessageEvents.OTHER_REFS.col()).gt(0))
            .select(
                explode(MessageEvents.OTHER_REFS.col()).as(FROM),
                MessageEvents.MESSAGE_REF.col().as(TO),
                rank.as(RANK));
    Dataset<Row> answered =
        inbound
            .where(size(InboundMessages.OTHER_CONTEXT_REFS.col()).gt(0))
            .select(
                explode(InboundMessages.OTHER_CONTEXT_REFS.col()).as(FROM),
                InboundMessages.CONTEXT_REF.col().as(TO),
                lit(0).as(RANK));
    return told.unionByName(answered);
  }

  /**
   * What aliases say of their messages, as pairs: which of the ids is canonical, and how surely.
   */
  static Dataset<Row> asPairs(Dataset<Row> aliases) {
    return aliases.select(ALIAS_ID.col().as(FROM), MESSAGE_ID.col().as(TO), rank().as(RANK));
  }

  /** How surely the message's id of an alias is Gupshup's: 0 for sure. */
  static Column rank() {
    return when(EVIDENCE.col().equalTo(StatusEvent.STRONG), 0).otherwise(1);
  }

  /**
   * Joins pairs that share an id into one message each. Its canonical id is the least of those
   * known for sure to be Gupshup's, else the least of the likely ones.
   */
  static Dataset<Row> folded(Dataset<Row> told) {
    Dataset<Row> stars = AliasStar.of(told).localCheckpoint();
    Dataset<Row> pairs = stars.select(explode(col(AliasStar.OTHERS)).as(FROM), col(TO), col(RANK));
    Dataset<Row> knots = knots(stars).localCheckpoint();
    if (knots.isEmpty()) {
      return aliases(pairs);
    }
    // All centres that are tied to another one: by an id of both, or by being an id of the other.
    Dataset<Row> tied =
        pairs
            .join(knots, col(FROM).equalTo(col(ID)), "left_semi")
            .select(TO)
            .union(knots)
            .distinct()
            .toDF(ID)
            .localCheckpoint();
    Dataset<Row> apart = pairs.join(tied, col(TO).equalTo(col(ID)), "left_anti");
    Dataset<Row> together = pairs.join(tied, col(TO).equalTo(col(ID)), "left_semi");
    return aliases(apart).union(labelled(together));
  }

  /**
   * The ids that more than one star names, and perhaps others. There are hardly any: nearly all
   * messages are a star of one centre, which is canonical. They are counted by their hash: who
   * shares that alone is told apart by the pairs.
   */
  private static Dataset<Row> knots(Dataset<Row> stars) {
    Dataset<Row> ids = stars.select(explode(concat(array(TO), col(AliasStar.OTHERS))).as(ID));
    Column hash = xxhash64(col(ID));
    Dataset<Row> often =
        ids.groupBy(hash.as("hash")).agg(count(lit(1)).as("stars")).where(col("stars").gt(1));
    return ids.join(SmallSide.counted(often), hash.equalTo(col("hash")), "left_semi").distinct();
  }

  private static Dataset<Row> aliases(Dataset<Row> pairs) {
    return pairs.select(ALIAS_ID.is(col(FROM)), MESSAGE_ID.is(col(TO)), evidence(col(RANK)));
  }

  private static Column evidence(Column rank) {
    return EVIDENCE.is(when(rank.equalTo(0), StatusEvent.STRONG).otherwise(StatusEvent.WEAK));
  }

  /** Hands the least centre on from id to id, until a pass changes nothing. */
  private static Dataset<Row> labelled(Dataset<Row> pairs) {
    Dataset<Row> edges =
        pairs
            .select(FROM, TO)
            .union(pairs.select(TO, FROM))
            .toDF(FROM, TO)
            .distinct()
            .localCheckpoint();
    Dataset<Row> labels = own(pairs).localCheckpoint();
    while (true) {
      Dataset<Row> next = spread(labels, edges).localCheckpoint();
      boolean isSettled = next.except(labels).isEmpty();
      labels = next;
      if (isSettled) {
        break;
      }
    }
    return labels
        .select(
            ALIAS_ID.is(col(ID)),
            MESSAGE_ID.is(col(LABEL + "." + ID)),
            evidence(col(LABEL + "." + RANK)))
        .where(ALIAS_ID.col().notEqual(MESSAGE_ID.col()));
  }

  /** At first each id is known by itself; ids that nobody calls Gupshup's come last. */
  private static Dataset<Row> own(Dataset<Row> pairs) {
    Dataset<Row> centres = pairs.select(col(TO).as(ID), col(RANK));
    Dataset<Row> others = pairs.select(col(FROM).as(ID), lit(2).as(RANK));
    return centres
        .union(others)
        .groupBy(ID)
        .agg(min(RANK).as(RANK))
        .select(col(ID), struct(col(RANK), col(ID)).as(LABEL));
  }

  private static Dataset<Row> spread(Dataset<Row> labels, Dataset<Row> edges) {
    Dataset<Row> heard =
        labels.join(edges, col(ID).equalTo(col(FROM))).select(col(TO).as(ID), col(LABEL));
    return labels.union(heard).groupBy(ID).agg(min(LABEL).as(LABEL));
  }
}
