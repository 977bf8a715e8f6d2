package io.campaignlake.reports;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Carts;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Orders;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Credited orders, their messages and carts → the conversions report, for what changed. */
public final class ReportConversionsJob implements Job {

  @Override
  public List<Table> inputs() {
    return List.of(AttributedOrders.TABLE, Orders.TABLE, Messages.TABLE, Carts.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Conversions.TABLE);
  }

  @Override
  public boolean mayWait() {
    return true;
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    Dataset<Row> credits = inputs.read(AttributedOrders.TABLE);
    Dataset<Row> orders = inputs.read(Orders.TABLE);
    Dataset<Row> messages = inputs.read(Messages.TABLE);
    Dataset<Row> carts = inputs.read(Carts.TABLE);
    if (inputs.isFirst()) {
      Dataset<Row> sold = Conversions.sold(credits, orders, messages);
      run.replace(Conversions.TABLE, null, Conversions.of(sold, carts), inputs);
      return;
    }
    DirtyConversions dirty = DirtyConversions.of(inputs, run.lake().read(Conversions.TABLE));
    Dataset<Row> ids = dirty.ids();
    Column isNear = dirty.credits().span().holds(Messages.SEND_DATE.col());
    // Their items are most of the bytes of orders and carts: only the few that are asked for move.
    Dataset<Row> sold =
        SmallSide.kept(
            Conversions.sold(
                dirty.credits().rows(),
                SmallSide.counted(Inputs.among(orders.select(Conversions.OF_ORDERS), ids)),
                messages.where(isNear)));
    Dataset<Row> named = SmallSide.counted(Conversions.named(carts, sold));
    run.replace(Conversions.TABLE, ids, Conversions.of(sold, named), inputs);
  }
}
