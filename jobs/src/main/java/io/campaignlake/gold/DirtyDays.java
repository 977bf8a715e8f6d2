package io.campaignlake.gold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.to_date;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.CampaignFirstSends;
import io.campaignlake.silver.Campaigns;
import io.campaignlake.silver.InboundMessages;
import io.campaignlake.silver.Messages;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which campaigns and send dates are touched: those of either image of a change, and all of a
 * campaign that is not what it was.
 */
final class DirtyDays {
  private static final Column CAMPAIGN_ID = col("campaign_id");
  private static final Column[] DAY = {CAMPAIGN_ID, col("send_date")};

  private DirtyDays() {}

  static Dataset<Row> of(Inputs inputs, JobRun run) {
    Dataset<Row> ofOrders = inputs.changes(AttributedOrders.TABLE).select(DAY);
    return ofMessages(inputs)
        .union(ofOrders)
        .union(ofCampaigns(inputs, run))
        .union(sentToWriters(inputs, run.policy()).select(DAY))
        .union(inputs.chosen(CampaignDailyMetrics.TABLE).select(DAY))
        .union(inputs.chosen(CampaignDailyValue.TABLE).select(DAY))
        .union(inputs.chosen(CampaignFailures.TABLE).select(DAY))
        .where(CAMPAIGN_ID.isNotNull())
        .distinct();
  }

  private static Dataset<Row> ofMessages(Inputs inputs) {
    return inputs.changes(Messages.TABLE).select(DAY);
  }

  /**
   * A pause moves what was attempted while held; a message type moves what a person may be sent.
   * The days of a campaign are those that are counted already, and those of messages that changed.
   */
  private static Dataset<Row> ofCampaigns(Inputs inputs, JobRun run) {
    return run.lake()
        .read(CampaignDailyMetrics.TABLE)
        .join(campaigns(inputs), new String[] {"campaign_id"}, "left_semi")
        .select(DAY);
  }

  /** The campaigns that are not what they were. */
  static Dataset<Row> campaigns(Inputs inputs) {
    return inputs
        .changes(CampaignChanges.TABLE)
        .select(CAMPAIGN_ID)
        .union(inputs.changes(Campaigns.TABLE).select(CAMPAIGN_ID))
        .union(inputs.changes(CampaignFirstSends.TABLE).select(CAMPAIGN_ID));
  }

  /**
   * Who wrote was active for a while: what was sent to them meanwhile counts anew.
   *
   * @return rows of {@code silver.messages}, some too many
   */
  static Dataset<Row> sentToWriters(Inputs inputs, Policy policy) {
    Column at = InboundMessages.RECEIVED_AT.col();
    // Whole days around, for their zone is not ours.
    SmallSide.Spanned wrote =
        SmallSide.spanned(
            inputs
                .changes(InboundMessages.TABLE)
                .select(
                    explode(InboundMessages.personKeys()).as("writer"),
                    date_sub(to_date(at), 1).as("from"),
                    date_add(to_date(at), 2 + (int) policy.activeFor().toDays()).as("to"))
                .distinct(),
            col("from"),
            col("to"));
    Dataset<Row> sent =
        inputs.read(Messages.TABLE).where(wrote.span().holds(Messages.SEND_DATE.col()));
    Dataset<Row> writers = wrote.rows().select("writer").distinct();
    return Inputs.amongEither(sent, Messages.RECIPIENT_KEY, writers, Messages.BSUID, writers);
  }

  /**
   * The rows of some days.
   *
   * @param days with their span; null rows for all
   */
  static Dataset<Row> restricted(Dataset<Row> rows, SmallSide.Spanned days) {
    return days.rows() == null
        ? rows
        : Inputs.among(rows.where(days.span().holds(col("send_date"))), days.rows());
  }
}
