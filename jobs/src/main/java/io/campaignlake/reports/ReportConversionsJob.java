package io.campaignlake.reports;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Span;
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
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    Dataset<Row> dirty = inputs.isFirst() ? null : SmallSide.kept(DirtyConversions.of(inputs));
    Dataset<Row> credits = restricted(inputs.read(AttributedOrders.TABLE), dirty);
    Span days =
        dirty == null
            ? Span.EVERYTHING
            : Span.of(credits.persist(), AttributedOrders.SEND_DATE.col());
    Dataset<Row> conversions =
        Conversions.of(
            credits,
            inputs.read(Orders.TABLE),
            inputs.read(Messages.TABLE).where(days.holds(Messages.SEND_DATE.col())),
            inputs.read(Carts.TABLE));
    run.replace(Conversions.TABLE, dirty, conversions, inputs);
  }

  private static Dataset<Row> restricted(Dataset<Row> credits, Dataset<Row> dirty) {
    if (dirty == null) {
      return credits;
    }
    Dataset<Row> ids = dirty.toDF("dirty_id");
    Column sameOrder = AttributedOrders.ORDER_ID.col().equalTo(col("dirty_id"));
    return credits.join(ids, sameOrder, "left_semi");
  }
}
