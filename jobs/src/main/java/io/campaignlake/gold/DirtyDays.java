package io.campaignlake.gold;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.CampaignFirstSends;
import io.campaignlake.silver.Campaigns;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.InboundMessages;
import io.campaignlake.silver.Messages;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which campaigns and send dates have to be counted anew: those of either image of a change. */
final class DirtyDays {
  private static final String[] DAY = {"campaign_id", "send_date"};

  private DirtyDays() {}

  static Dataset<Row> of(Inputs inputs) {
    Dataset<Row> messages = inputs.read(Messages.TABLE);
    Dataset<Row> ofMessages = inputs.changes(Messages.TABLE).select("campaign_id", "send_date");
    Dataset<Row> ofOrders =
        inputs.changes(AttributedOrders.TABLE).select("campaign_id", "send_date");
    Dataset<Row> clicked =
        SmallSide.counted(inputs.changes(Clicks.TABLE).select("message_id").distinct());
    Dataset<Row> ofClicks =
        messages
            .join(clicked, new String[] {"message_id"}, "left_semi")
            .select("campaign_id", "send_date");
    return ofMessages
        .union(ofOrders)
        .union(ofClicks)
        .union(ofCampaigns(inputs, messages))
        .union(ofWriters(inputs, messages))
        .union(inputs.chosen(CampaignDailyMetrics.TABLE).select("campaign_id", "send_date"))
        .union(inputs.chosen(CampaignDailyValue.TABLE).select("campaign_id", "send_date"))
        .union(inputs.chosen(CampaignFailures.TABLE).select("campaign_id", "send_date"))
        .where(col("campaign_id").isNotNull())
        .distinct();
  }

  /**
   * A pause moves what was attempted while held; a message type moves what a person may be sent.
   */
  private static Dataset<Row> ofCampaigns(Inputs inputs, Dataset<Row> messages) {
    Dataset<Row> changed =
        inputs
            .changes(CampaignChanges.TABLE)
            .select("campaign_id")
            .union(inputs.changes(Campaigns.TABLE).select("campaign_id"))
            .union(inputs.changes(CampaignFirstSends.TABLE).select("campaign_id"));
    return messages
        .join(changed, new String[] {"campaign_id"}, "left_semi")
        .select("campaign_id", "send_date");
  }

  /** Who wrote was active: REGULAR messages to them count anew. */
  private static Dataset<Row> ofWriters(Inputs inputs, Dataset<Row> messages) {
    Dataset<Row> wrote =
        SmallSide.counted(
            inputs
                .changes(InboundMessages.TABLE)
                .select(InboundMessages.PERSON_KEY.col().as("recipient_key"))
                .distinct());
    return messages
        .join(wrote, new String[] {"recipient_key"}, "left_semi")
        .select("campaign_id", "send_date");
  }

  /** The rows of the dirty days; all of them for null. */
  static Dataset<Row> restricted(Dataset<Row> rows, Dataset<Row> dirty) {
    return dirty == null ? rows : rows.join(dirty, DAY, "left_semi");
  }
}
