package io.campaignlake.silver;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.raw.Rejected;
import java.util.List;

/** VTEX order documents → orders in their latest version. */
public final class FoldOrdersJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(RawTables.ORDERS, Rejected.of(RawTables.ORDERS));
  }

  @Override
  public List<Table> writes() {
    return List.of(Rejected.of(Orders.TABLE), Orders.TABLE);
  }

  @Override
  public void run(JobRun run) {
    new TypedLoad(run, RawTables.ORDERS, Orders.TABLE)
        .fold(Orders.parser(run.policy().defaultRegion()), Orders::folded);
  }
}
