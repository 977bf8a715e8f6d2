package io.campaignlake.silver;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.raw.Rejected;
import java.util.List;

/** The sender's log → typed rows, each once. */
public final class TypeSendsJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(RawTables.SENDS, Rejected.of(RawTables.SENDS));
  }

  @Override
  public List<Table> writes() {
    return List.of(Rejected.of(Sends.TABLE), CampaignFirstSends.TABLE, Sends.TABLE);
  }

  @Override
  public void run(JobRun run) {
    new TypedLoad(run, RawTables.SENDS, Sends.TABLE)
        .insert(
            Sends::parse,
            rows -> run.foldIn(CampaignFirstSends.TABLE, rows, CampaignFirstSends::folded, null));
  }
}
