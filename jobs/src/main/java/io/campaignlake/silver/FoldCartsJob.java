package io.campaignlake.silver;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.raw.Rejected;
import java.util.List;

/** VTEX orderForms → carts in their latest version. */
public final class FoldCartsJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(RawTables.CARTS, Rejected.of(RawTables.CARTS));
  }

  @Override
  public List<Table> writes() {
    return List.of(Rejected.of(Carts.TABLE), Carts.TABLE);
  }

  @Override
  public void run(JobRun run) {
    new TypedLoad(run, RawTables.CARTS, Carts.TABLE).fold(Carts::parse, Carts::folded);
  }
}
