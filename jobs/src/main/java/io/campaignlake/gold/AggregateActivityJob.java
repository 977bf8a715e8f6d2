package io.campaignlake.gold;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Span;
import io.campaignlake.lake.Sums;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Messages, clicks and orders → what happened to each campaign on each day. */
public final class AggregateActivityJob implements Job {
  private static final Column[] DAY =
      Field.columns(CampaignDailyActivity.CAMPAIGN_ID, CampaignDailyActivity.EVENT_DATE);
  private static final Column[] OF_CLICKED =
      Field.columns(Messages.MESSAGE_ID, Messages.CAMPAIGN_ID);
  private static final Column[] OF_CLICKS =
      Field.columns(Clicks.MESSAGE_ID, Clicks.CLICKED_AT, Clicks.IS_BOT);

  @Override
  public List<Table> inputs() {
    return List.of(Messages.TABLE, Clicks.TABLE, AttributedOrders.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(CampaignDailyActivity.TABLE);
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    ZoneId zone = run.policy().zone();
    if (inputs.isFirst()) {
      run.replace(
          CampaignDailyActivity.TABLE, null, counted(inputs, zone, Span.EVERYTHING), inputs);
      return;
    }
    Dataset<Row> changed = CampaignDailyActivity.of(changed(inputs, zone));
    if (inputs.isOfChosenDays()) {
      recount(run, inputs, changed.select(DAY));
    } else {
      run.foldIn(CampaignDailyActivity.TABLE, changed, CampaignDailyActivity::added, inputs);
    }
  }

  /** Counts the chosen days anew, and those of what was sent, clicked or sold on them. */
  private static void recount(JobRun run, Inputs inputs, Dataset<Row> changed) {
    Dataset<Row> chosen = inputs.chosen(CampaignDailyActivity.TABLE).select(DAY);
    SmallSide.Spanned dirty =
        SmallSide.spanned(changed.union(chosen).distinct(), CampaignDailyActivity.EVENT_DATE.col());
    Dataset<Row> counted =
        Inputs.among(counted(inputs, run.policy().zone(), dirty.span()), dirty.rows());
    run.replace(CampaignDailyActivity.TABLE, dirty.rows(), counted, inputs);
  }

  /** What is counted of the days; other days are incomplete. */
  private static Dataset<Row> counted(Inputs inputs, ZoneId zone, Span days) {
    return CampaignDailyActivity.of(
        Sums.once(
            CampaignDailyActivity.events(
                inputs.read(Messages.TABLE),
                inputs.read(Clicks.TABLE).select(OF_CLICKS),
                inputs.read(AttributedOrders.TABLE),
                zone,
                days)));
  }

  /** What now happened more often than before, or less. */
  private static Dataset<Row> changed(Inputs inputs, ZoneId zone) {
    Column image = col(Lake.CHANGE_TYPE);
    Dataset<Row> steps =
        CampaignDailyActivity.steps(inputs.changes(Messages.TABLE), zone, Span.EVERYTHING, image);
    Dataset<Row> sold =
        CampaignDailyActivity.sold(inputs.changes(AttributedOrders.TABLE), zone, image);
    return Sums.changed(steps.union(sold)).unionByName(clicked(inputs, zone));
  }

  /** The clicks of before on messages that came to another campaign, and those that changed. */
  private static Dataset<Row> clicked(Inputs inputs, ZoneId zone) {
    // Few, so that they go to the clicks, and not all clicks to them.
    Dataset<Row> messages =
        SmallSide.counted(
            inputs.moreOf(Messages.TABLE, OF_CLICKED).withColumnRenamed(Sums.TIMES, "_of_message"));
    Dataset<Row> clicks = inputs.moreOf(Clicks.TABLE, OF_CLICKS);
    Dataset<Row> before =
        Sums.once(inputs.read(Clicks.TABLE).select(OF_CLICKS)).unionByName(Sums.undone(clicks));
    Dataset<Row> ids = clicks.select(Messages.MESSAGE_ID.col()).distinct();
    Dataset<Row> clicked = inputs.current(Messages.TABLE, ids).select(OF_CLICKED);
    Column times = col("_of_message").multiply(col(Sums.TIMES)).as(Sums.TIMES);
    return CampaignDailyActivity.clicked(messages, before, zone, times)
        .union(CampaignDailyActivity.clicked(clicked, clicks, zone, col(Sums.TIMES)));
  }
}
