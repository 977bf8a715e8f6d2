package io.campaignlake.campaigns;

import io.campaignlake.gold.CampaignSummary;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.Campaigns;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Definitions, commands and the last run's cards → what senders may send. */
public final class PublishPermissionsJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(Campaigns.TABLE, CampaignChanges.TABLE, CampaignSummary.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(SendingPermissions.TABLE);
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    // A command that comes after the pinned versions is in already, and found unconsumed next time.
    Dataset<Row> permissions = SendingPermissions.published(run.lake().spark(), run.settings());
    run.replace(SendingPermissions.TABLE, null, permissions, inputs);
  }
}
