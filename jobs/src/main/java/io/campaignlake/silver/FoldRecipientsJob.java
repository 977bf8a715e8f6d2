package io.campaignlake.silver;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Sums;
import io.campaignlake.lake.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Messages → each recipient of a campaign at their best status. */
public final class FoldRecipientsJob implements Job {
  private static final Column[] KEY =
      Field.columns(CampaignRecipients.CAMPAIGN_ID, CampaignRecipients.RECIPIENT_KEY);

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
    Dataset<Row> all =
        Sums.once(inputs.read(Messages.TABLE).select(CampaignRecipients.OF_MESSAGES));
    if (inputs.isFirst()) {
      run.replace(CampaignRecipients.TABLE, null, CampaignRecipients.counted(all), inputs);
      return;
    }
    Dataset<Row> changed =
        CampaignRecipients.counted(inputs.moreOf(Messages.TABLE, CampaignRecipients.OF_MESSAGES));
    if (inputs.isOfChosenDays()) {
      Dataset<Row> dirty = SmallSide.kept(changed.select(KEY));
      Dataset<Row> ofDirty = Inputs.among(all, dirty);
      run.replace(CampaignRecipients.TABLE, dirty, CampaignRecipients.counted(ofDirty), inputs);
    } else {
      run.foldIn(CampaignRecipients.TABLE, changed, CampaignRecipients::added, inputs);
    }
  }
}
