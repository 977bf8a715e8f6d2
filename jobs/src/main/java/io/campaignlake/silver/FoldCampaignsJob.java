package io.campaignlake.silver;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.raw.Rejected;
import java.util.List;

/** Definition files → campaigns, field by field. */
public final class FoldCampaignsJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(RawTables.CAMPAIGNS, Rejected.of(RawTables.CAMPAIGNS));
  }

  @Override
  public List<Table> writes() {
    return List.of(Rejected.of(Campaigns.TABLE), Campaigns.TABLE);
  }

  @Override
  public void run(JobRun run) {
    new TypedLoad(run, RawTables.CAMPAIGNS, Campaigns.TABLE)
        .refold(Campaigns.DEFINITION, Campaigns::parse, Campaigns::folded);
  }
}
