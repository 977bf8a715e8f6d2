package io.campaignlake.attribution;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Kept;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Orders;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Orders and touches → the candidates of each order, and its credit. */
public final class AttributeOrdersJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(Messages.TABLE, Clicks.TABLE, Orders.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(OrderCandidates.TABLE, AttributedOrders.TABLE);
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    Dataset<Row> dirty = null;
    Dataset<Row> orders = inputs.read(Orders.TABLE);
    Dataset<Row> clicks = inputs.read(Clicks.TABLE);
    if (!inputs.isFirst()) {
      DirtyOrders touched = DirtyOrders.of(inputs, run.policy());
      dirty = touched.ids();
      orders = touched.orders().rows();
      clicks = clicks.where(touched.orders().span().holds(Clicks.CLICKED_AT.col()));
    }
    Dataset<Row> decided =
        Kept.rows(
            Attribution.decided(
                orders,
                inputs.read(Messages.TABLE),
                clicks,
                run.policy(),
                run.policy().keptCandidates()));
    Dataset<Row> candidates =
        Attribution.candidates(decided, run.policy()).select(OrderCandidates.TABLE.columns());
    run.replace(OrderCandidates.TABLE, dirty, candidates, null);
    Dataset<Row> credited = Attribution.credited(decided, run.policy().excludedStatuses());
    run.replace(AttributedOrders.TABLE, dirty, credited, inputs);
    run.require(
        CreditLaws.breaches(
            orders,
            restricted(run.lake().read(OrderCandidates.TABLE), dirty),
            restricted(run.lake().read(AttributedOrders.TABLE), dirty)));
  }

  private static Dataset<Row> restricted(Dataset<Row> rows, Dataset<Row> dirty) {
    return dirty == null ? rows : Inputs.among(rows, dirty);
  }
}
