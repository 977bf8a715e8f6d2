package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What may claim orders: the delivery of a campaign's message, and each human click on it
 * (semantics §7).
 */
final class Touches {
  /** What of a message decides which orders it may claim. */
  static final Column[] OF_MESSAGES =
      Field.columns(
          Messages.MESSAGE_ID,
          Messages.CAMPAIGN_ID,
          Messages.SEND_DATE,
          Messages.EFFECTIVE_DELIVERED_AT,
          Messages.MATCH_KEYS);

  /** The same of a click. */
  static final Column[] OF_CLICKS =
      Field.columns(
          Clicks.MESSAGE_ID, Clicks.CLICK_ID, Clicks.KIND, Clicks.IS_BOT, Clicks.CLICKED_AT);

  private Touches() {}

  /** Messages of campaigns that were delivered. */
  static Dataset<Row> claiming(Dataset<Row> messages) {
    return messages
        .where(Messages.CAMPAIGN_ID.col().isNotNull())
        .where(Messages.EFFECTIVE_DELIVERED_AT.col().isNotNull());
  }

  /** The same, with the columns that attribution needs. */
  static Dataset<Row> delivered(Dataset<Row> messages) {
    return claiming(messages).select(OF_MESSAGES);
  }

  /**
   * Message, click and microseconds of the clicks that may claim orders.
   *
   * @param clicks rows of {@code silver.clicks}
   * @param quickRepliesClaim whether taps claim orders too
   */
  static Dataset<Row> human(Dataset<Row> clicks, boolean quickRepliesClaim) {
    Column isUrl = Clicks.KIND.col().equalTo(Clicks.URL_KIND);
    Column claims = quickRepliesClaim ? lit(true) : isUrl;
    return clicks
        .where(Clicks.IS_BOT.col().equalTo(false))
        .where(claims)
        .select(
            Clicks.MESSAGE_ID.col().as("clicked_message_id"),
            Clicks.CLICK_ID.col(),
            unix_micros(Clicks.CLICKED_AT.col()).as("clicked_at"));
  }

  /**
   * Messages, each once with every human click on it; once without any where there is none.
   *
   * @param human rows of {@link #human}
   */
  static Dataset<Row> withClicks(Dataset<Row> messages, Dataset<Row> human) {
    Dataset<Row> hashed = human.withColumn("clicked", xxhash64(col("clicked_message_id")));
    // Spark looks a number up in half the time of a text. A click whose message only has the same
    // hash leaves a second copy of the delivery, which counts once.
    Column mayBeClicked = xxhash64(Messages.MESSAGE_ID.col()).equalTo(col("clicked"));
    Column isClicked = Messages.MESSAGE_ID.col().equalTo(col("clicked_message_id"));
    return messages
        .join(SmallSide.hinted(hashed), mayBeClicked, "left")
        .withColumn("click_id", when(isClicked, Clicks.CLICK_ID.col()))
        .withColumn("clicked_at", when(isClicked, col("clicked_at")))
        .drop("clicked", "clicked_message_id");
  }
}
