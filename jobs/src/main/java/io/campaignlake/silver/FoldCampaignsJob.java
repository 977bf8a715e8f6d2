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
  public String name() {
    return "fold-campaigns";
  }

  @Override
  public List<String> reads() {
    return List.of(RawTables.CAMPAIGNS.fullName());
  }

  @Override
  public List<Table> writes() {
    return List.of(Rejected.of(Campaigns.TABLE), Campaigns.TABLE);
  }

  @Override
  public String grain() {
    return Campaigns.TABLE.grain();
  }

  @Override
  public void run(JobRun run) {
    new TypedLoad(run, RawTables.CAMPAIGNS, Campaigns.TABLE)
        .refold(Campaigns.DEFINITION, Campaigns::parse, Campaigns::folded);
  }
}
