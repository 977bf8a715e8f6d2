package io.campaignlake.reports;

import io.campaignlake.gold.HeldIntervals;
import io.campaignlake.gold.MessageFacts;
import io.campaignlake.lake.Policy;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.Messages;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The facts of chosen messages, for counts of any range. */
final class CampaignFacts {
  private CampaignFacts() {}

  /**
   * @param messages the chosen rows of {@code silver.messages}
   * @param orders rows of {@code attribution.attributed_orders} credited to at least those messages
   */
  static Dataset<Row> of(
      PublishedRows lake, Dataset<Row> messages, Dataset<Row> orders, Policy policy) {
    // No range shows either of the two; nothing is read for them.
    Dataset<Row> holds = HeldIntervals.of(lake.of(CampaignChanges.TABLE).limit(0));
    Dataset<Row> regularOutside = messages.limit(0).select(Messages.MESSAGE_ID.col());
    return MessageFacts.of(messages, orders, holds, regularOutside, policy);
  }
}
