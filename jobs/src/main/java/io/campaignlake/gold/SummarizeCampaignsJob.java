package io.campaignlake.gold;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Sums;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.CampaignFirstSends;
import io.campaignlake.silver.CampaignRecipients;
import io.campaignlake.silver.Campaigns;
import io.campaignlake.silver.MessageEvents;
import io.campaignlake.silver.Messages;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Recipients, definitions and changes → the card of each campaign. */
public final class SummarizeCampaignsJob implements Job {
  private static final String[] BY_CAMPAIGN = {"campaign_id"};

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
    Dataset<Row> summed = run.lake().read(CampaignSummary.TABLE);
    Dataset<Row> times = SmallSide.kept(AttemptTimes.of(inputs, summed));
    Dataset<Row> ofCampaigns = times.where(CampaignSummary.CAMPAIGN_ID.col().isNotNull());
    Dataset<Row> cards =
        CampaignCard.of(
            named(run, inputs),
            inputs.read(Campaigns.TABLE),
            inputs.read(CampaignChanges.TABLE),
            inputs.read(CampaignFirstSends.TABLE),
            people(run, inputs, summed).join(ofCampaigns, BY_CAMPAIGN, "full_outer"));
    Dataset<Row> summary = CampaignSummary.of(cards, AttemptTimes.latest(times), run.policy());
    run.replace(CampaignSummary.TABLE, null, summary, inputs);
  }

  /** Counted so far, with what recipients that changed add or take. */
  private static Dataset<Row> people(JobRun run, Inputs inputs, Dataset<Row> summed) {
    if (inputs.isFirst() || inputs.isOfChosenDays()) {
      Dataset<Row> all = Sums.once(inputs.read(CampaignRecipients.TABLE));
      return CampaignSummary.people(all, run.policy());
    }
    Dataset<Row> changed =
        inputs.moreOf(CampaignRecipients.TABLE, CampaignRecipients.TABLE.columns());
    Dataset<Row> more = CampaignSummary.people(changed, run.policy());
    return Sums.added(
        summed.selectExpr(more.columns()).unionByName(more),
        CampaignSummary.TABLE.key(),
        CampaignSummary.PEOPLE);
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
}
