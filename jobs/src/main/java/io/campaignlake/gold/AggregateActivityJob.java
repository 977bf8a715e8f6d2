package io.campaignlake.gold;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Span;
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
  private static final String[] DAY = {"campaign_id", "event_date"};
  private static final Column[] OF_CLICKED = {
    Messages.MESSAGE_ID.col(), Messages.CAMPAIGN_ID.col()
  };

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
      Dataset<Row> all = CampaignDailyActivity.of(events(inputs, zone, Span.EVERYTHING));
      run.replace(CampaignDailyActivity.TABLE, null, all, inputs);
      return;
    }
    Dataset<Row> dirty = SmallSide.kept(dirty(inputs, zone));
    Span days = Span.of(dirty, CampaignDailyActivity.EVENT_DATE.col());
    Dataset<Row> ofDirty = events(inputs, zone, days).join(dirty, DAY, "left_semi");
    run.replace(CampaignDailyActivity.TABLE, dirty, CampaignDailyActivity.of(ofDirty), inputs);
  }

  private static Dataset<Row> events(Inputs inputs, ZoneId zone, Span days) {
    return CampaignDailyActivity.events(
        inputs.read(Messages.TABLE),
        inputs.read(Clicks.TABLE),
        inputs.read(AttributedOrders.TABLE),
        zone,
        days);
  }

  /** The days on which now more or less happened than before. */
  private static Dataset<Row> dirty(Inputs inputs, ZoneId zone) {
    Column image = col(Lake.CHANGE_TYPE);
    Dataset<Row> steps =
        CampaignDailyActivity.steps(inputs.changes(Messages.TABLE), zone, Span.EVERYTHING, image);
    Dataset<Row> sold =
        CampaignDailyActivity.sold(inputs.changes(AttributedOrders.TABLE), zone, image);
    return Inputs.net(steps.union(sold))
        .union(ofClicks(inputs, zone))
        .select(col("campaign_id"), col("event_date"))
        .union(inputs.chosen(CampaignDailyActivity.TABLE).select("campaign_id", "event_date"))
        .distinct();
  }

  /** Of clicks that changed, and of clicks on messages that came to another campaign. */
  private static Dataset<Row> ofClicks(Inputs inputs, ZoneId zone) {
    Column[] columns = {Clicks.MESSAGE_ID.col(), Clicks.CLICKED_AT.col(), Clicks.IS_BOT.col()};
    Dataset<Row> images = inputs.changes(Clicks.TABLE).select(columns);
    Dataset<Row> now = inputs.read(Clicks.TABLE).select(columns);
    Dataset<Row> messages = inputs.changesOf(Messages.TABLE, OF_CLICKED);
    Dataset<Row> clickedIds = images.select(Messages.MESSAGE_ID.col()).distinct();
    Dataset<Row> clicked = inputs.current(Messages.TABLE, clickedIds).select(OF_CLICKED);
    return CampaignDailyActivity.clicked(messages, now.union(images), zone)
        .union(CampaignDailyActivity.clicked(clicked, images, zone));
  }
}
