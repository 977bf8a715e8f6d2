package io.campaignlake.gold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.CampaignFirstSends;
import io.campaignlake.silver.CampaignRecipients;
import io.campaignlake.silver.Campaigns;
import io.campaignlake.silver.MessageEvents;
import io.campaignlake.silver.Messages;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Recipients, definitions and changes → the card of each campaign. */
public final class SummarizeCampaignsJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(
        Campaigns.TABLE,
        CampaignChanges.TABLE,
        CampaignRecipients.TABLE,
        CampaignFirstSends.TABLE,
        MessageEvents.TABLE,
        Messages.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(CampaignSummary.TABLE);
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    Dataset<Row> recipients = inputs.read(CampaignRecipients.TABLE);
    Dataset<Row> cards =
        CampaignCard.of(
            named(run, inputs),
            inputs.read(Campaigns.TABLE),
            inputs.read(CampaignChanges.TABLE),
            inputs.read(CampaignFirstSends.TABLE),
            recipients);
    Dataset<Row> summary = CampaignSummary.of(cards, recipients, latest(inputs), run.policy());
    run.replace(CampaignSummary.TABLE, null, summary, inputs);
  }

  /** A campaign exists once a definition, a command, a send row or a callback names it. */
  private static Dataset<Row> named(JobRun run, Inputs inputs) {
    Dataset<Row> byEvents =
        inputs
            .changes(MessageEvents.TABLE)
            .where(MessageEvents.STATUS.col().isin(MessageEvents.KNOWN_STATUSES.toArray()))
            .where(col("campaign_id").isNotNull())
            .select("campaign_id");
    Dataset<Row> before =
        inputs.isFirst() ? byEvents : run.lake().read(CampaignSummary.TABLE).select("campaign_id");
    return before
        .union(byEvents)
        .union(inputs.read(CampaignFirstSends.TABLE).select("campaign_id"))
        .union(inputs.read(Campaigns.TABLE).select("campaign_id"))
        .union(inputs.read(CampaignChanges.TABLE).select("campaign_id"))
        .distinct();
  }

  private static Instant latest(Inputs inputs) {
    Row row = inputs.read(Messages.TABLE).agg(max("message_at")).head();
    Timestamp latest = row.getTimestamp(0);
    return latest == null ? null : latest.toInstant();
  }
}
