package io.campaignlake.gold;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Span;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Messages, clicks and orders → what happened to each campaign on each day. */
public final class AggregateActivityJob implements Job {
  private static final String[] DAY = {"campaign_id", "event_date"};

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

  /**
   * The days of everything that happened to a changed message, by its old image as by its new one.
   */
  private static Dataset<Row> dirty(Inputs inputs, ZoneId zone) {
    Dataset<Row> clicksNow = inputs.read(Clicks.TABLE).select(Clicks.TABLE.columns());
    Dataset<Row> clickImages = inputs.changes(Clicks.TABLE).select(Clicks.TABLE.columns());
    Dataset<Row> messageImages = inputs.changes(Messages.TABLE).select(Messages.TABLE.columns());
    Dataset<Row> orderImages =
        inputs.changes(AttributedOrders.TABLE).select(AttributedOrders.TABLE.columns());
    Dataset<Row> ofMessages =
        CampaignDailyActivity.events(
            messageImages, clicksNow.union(clickImages), orderImages, zone, Span.EVERYTHING);
    Dataset<Row> clickedIds = clickImages.select(Messages.MESSAGE_ID.col()).distinct();
    Dataset<Row> clicked = inputs.current(Messages.TABLE, clickedIds);
    Dataset<Row> ofClicks = CampaignDailyActivity.clicked(clicked, clickImages, zone);
    return ofMessages
        .union(ofClicks)
        .select(col("campaign_id"), col("event_date"))
        .union(inputs.chosen(CampaignDailyActivity.TABLE).select("campaign_id", "event_date"))
        .distinct();
  }
}
