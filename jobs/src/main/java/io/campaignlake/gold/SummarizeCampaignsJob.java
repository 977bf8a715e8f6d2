package io.campaignlake.gold;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Lake;
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
import org.apache.spark.sql.Column;
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
    Dataset<Row> people =
        CampaignSummary.people(inputs.read(CampaignRecipients.TABLE), run.policy());
    Dataset<Row> cards =
        CampaignCard.of(
            named(run, inputs),
            inputs.read(Campaigns.TABLE),
            inputs.read(CampaignChanges.TABLE),
            inputs.read(CampaignFirstSends.TABLE),
            people);
    Dataset<Row> summary = CampaignSummary.of(cards, latest(run, inputs), run.policy());
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

  /** The latest attempt of the lake: what changed tells it, unless that took the latest away. */
  private static Instant latest(JobRun run, Inputs inputs) {
    Column at = Messages.MESSAGE_AT.col();
    if (inputs.isFirst()) {
      return instant(inputs.read(Messages.TABLE).agg(max(at)).head(), 0);
    }
    Column isNow = col(Lake.CHANGE_TYPE).isin("insert", "update_postimage");
    Column come = max(when(isNow, at)).as("come");
    Column gone = max(when(not(isNow), at)).as("gone");
    Column known = max(CampaignSummary.LAKE_LATEST_AT.col()).as("known");
    Column latest = greatest(col("come"), col("known"));
    Column isSure = col("known").isNotNull().and(coalesce(col("gone").lt(latest), lit(true)));
    Row row =
        inputs
            .changes(Messages.TABLE)
            .agg(gone, come)
            .crossJoin(run.lake().read(CampaignSummary.TABLE).agg(known))
            .select(latest, isSure)
            .head();
    return instant(row.getBoolean(1) ? row : inputs.read(Messages.TABLE).agg(max(at)).head(), 0);
  }

  private static Instant instant(Row row, int place) {
    Timestamp time = row.getTimestamp(place);
    return time == null ? null : time.toInstant();
  }
}
