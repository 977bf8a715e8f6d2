package io.campaignlake.silver;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Messages → each recipient of a campaign at their best status. */
public final class FoldRecipientsJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(Messages.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(CampaignRecipients.TABLE);
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    Dataset<Row> messages = inputs.read(Messages.TABLE);
    if (inputs.isFirst()) {
      run.replace(CampaignRecipients.TABLE, null, CampaignRecipients.folded(messages), inputs);
      return;
    }
    Dataset<Row> dirty =
        SmallSide.kept(
            inputs
                .changes(Messages.TABLE)
                .where(col("campaign_id").isNotNull())
                .select("campaign_id", "recipient_key")
                .distinct());
    Dataset<Row> affected =
        messages.join(dirty, new String[] {"campaign_id", "recipient_key"}, "left_semi");
    run.replace(CampaignRecipients.TABLE, dirty, CampaignRecipients.folded(affected), inputs);
  }
}
