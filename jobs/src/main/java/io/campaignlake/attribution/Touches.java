package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The touches that may claim orders: the delivery of a campaign's message, and each human click on
 * it (semantics §7).
 */
final class Touches {
  static final Column CLASS = OrderCandidates.CONVERSION_CLASS.col();
  static final Column EFFECTIVE_DELIVERED_AT = Messages.EFFECTIVE_DELIVERED_AT.col();
  static final Column MATCH_KEYS = Messages.MATCH_KEYS.col();

  private Touches() {}

  /**
   * @param messages rows of {@code silver.messages}
   * @param clicks rows of {@code silver.clicks}
   * @param quickRepliesClaim whether taps claim orders too
   */
  static Dataset<Row> of(Dataset<Row> messages, Dataset<Row> clicks, boolean quickRepliesClaim) {
    Dataset<Row> ofCampaigns =
        messages
            .where(Messages.CAMPAIGN_ID.col().isNotNull())
            .where(Messages.EFFECTIVE_DELIVERED_AT.col().isNotNull())
            .select(
                Messages.MESSAGE_ID.col(),
                Messages.CAMPAIGN_ID.col(),
                Messages.SEND_DATE.col(),
                Messages.EFFECTIVE_DELIVERED_AT.col(),
                Messages.MATCH_KEYS.col());
    Dataset<Row> deliveries =
        ofCampaigns
            .withColumn("conversion_class", lit(AttributedOrders.ASSISTED))
            .withColumn("click_id", lit(null).cast("string"))
            .withColumn("anchor_at", EFFECTIVE_DELIVERED_AT);
    return deliveries.unionByName(clicks(ofCampaigns, clicks, quickRepliesClaim));
  }

  private static Dataset<Row> clicks(
      Dataset<Row> messages, Dataset<Row> clicks, boolean quickRepliesClaim) {
    Column isUrl = Clicks.KIND.col().equalTo(Clicks.URL_KIND);
    Column claims = quickRepliesClaim ? lit(true) : isUrl;
    Dataset<Row> human =
        clicks
            .where(Clicks.IS_BOT.col().equalTo(false))
            .where(claims)
            .select(
                Clicks.MESSAGE_ID.col().as("clicked_message_id"),
                Clicks.CLICK_ID.col(),
                Clicks.CLICKED_AT.col().as("anchor_at"));
    return messages
        .join(human, col("clicked_message_id").equalTo(Messages.MESSAGE_ID.col()))
        .drop("clicked_message_id")
        .withColumn("conversion_class", lit(AttributedOrders.CLICK_THROUGH));
  }
}
