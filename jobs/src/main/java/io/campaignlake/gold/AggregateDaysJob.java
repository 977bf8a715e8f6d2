package io.campaignlake.gold;

import static org.apache.spark.sql.functions.col;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Kept;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Span;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.CampaignFirstSends;
import io.campaignlake.silver.Campaigns;
import io.campaignlake.silver.InboundMessages;
import io.campaignlake.silver.Messages;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Messages, credited orders, what people wrote and campaigns → the numbers of each campaign and
 * send date.
 */
public final class AggregateDaysJob implements Job {
  private static final SmallSide.Spanned EVERY_DAY = new SmallSide.Spanned(null, Span.EVERYTHING);

  @Override
  public List<Table> inputs() {
    return List.of(
        Messages.TABLE,
        AttributedOrders.TABLE,
        InboundMessages.TABLE,
        Campaigns.TABLE,
        CampaignChanges.TABLE,
        CampaignFirstSends.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(CampaignDailyValue.TABLE, CampaignFailures.TABLE, CampaignDailyMetrics.TABLE);
  }

  @Override
  public void run(JobRun run) {
    Inputs inputs = run.inputs();
    if (inputs.unchanged()) {
      return;
    }
    RestatedDays restated = new RestatedDays(run);
    boolean isCarried = isCarried(inputs);
    CarriedDays carried = isCarried ? new CarriedDays(inputs, run.policy()) : null;
    SmallSide.Spanned days = inputs.isFirst() ? EVERY_DAY : touched(run, inputs, carried);
    Dataset<Row> dirty = days.rows();
    // Nothing of a message that does not make its day dirty can be counted.
    Dataset<Row> messages =
        DirtyDays.restricted(inputs.read(Messages.TABLE).select(MessageFacts.OF_MESSAGES), days);
    Dataset<Row> orders = credited(inputs, days);
    Dataset<Row> tally = Kept.rows(isCarried ? carried.tally(messages) : DayTally.of(messages));
    Dataset<Row> value = CampaignDailyValue.of(orders, col("campaign_id"), col("send_date"));
    run.replace(CampaignDailyValue.TABLE, dirty, value, null);
    run.replace(CampaignFailures.TABLE, dirty, CampaignFailures.of(tally), null);
    Dataset<Row> counted = DirtyDays.restricted(run.lake().read(CampaignDailyMetrics.TABLE), days);
    Dataset<Row> counts =
        isCarried
            ? carried.counts(days.span(), counted, messages, tally, orders)
            : counts(run, inputs, days.span(), messages, orders);
    run.replace(
        CampaignDailyMetrics.TABLE,
        dirty,
        CampaignDailyMetrics.of(counts, tally, run.policy()),
        inputs);
    restated.count(days.span());
    run.require(
        DayLaws.breaches(
            tally,
            orders,
            DirtyDays.restricted(run.lake().read(CampaignDailyMetrics.TABLE), days),
            DirtyDays.restricted(run.lake().read(CampaignDailyValue.TABLE), days)));
  }

  private static SmallSide.Spanned touched(JobRun run, Inputs inputs, CarriedDays carried) {
    Dataset<Row> touched = carried == null ? DirtyDays.of(inputs, run) : carried.days();
    return SmallSide.spanned(touched, CampaignDailyMetrics.SEND_DATE.col());
  }

  /** The orders that messages of the days are credited with. */
  private static Dataset<Row> credited(Inputs inputs, SmallSide.Spanned days) {
    Dataset<Row> credited =
        DirtyDays.restricted(
            inputs
                .read(AttributedOrders.TABLE)
                .where(AttributedOrders.CAMPAIGN_ID.col().isNotNull())
                .select(MessageFacts.OF_ORDERS),
            days);
    return inputs.isFirst() ? credited : Kept.rows(credited);
  }

  /** Where a campaign is not what it was, or days are chosen, their messages are counted anew. */
  private static boolean isCarried(Inputs inputs) {
    return !inputs.isFirst() && !inputs.isOfChosenDays() && DirtyDays.campaigns(inputs).isEmpty();
  }

  private static Dataset<Row> counts(
      JobRun run, Inputs inputs, Span days, Dataset<Row> messages, Dataset<Row> orders) {
    Dataset<Row> inbound = RegularMessages.inbound(inputs, days, run.policy());
    Dataset<Row> facts = MessageFacts.of(inputs, messages, orders, inbound, run.policy());
    return Measures.of(facts, MessageFacts.CAMPAIGN_ID, MessageFacts.SEND_DATE);
  }
}
