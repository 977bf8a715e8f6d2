package io.campaignlake.silver;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.raw.Rejected;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;

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
        .fold(
            Orders.parser(run.policy().defaultRegion()),
            versions -> run.counting(Orders.folded(versions), findings()));
  }

  private static Map<String, Column> findings() {
    return Map.of("items_mismatch", Orders.HAS_ITEMS_MISMATCH.col());
  }
}
