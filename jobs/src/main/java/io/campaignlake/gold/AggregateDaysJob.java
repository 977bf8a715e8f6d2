package io.campaignlake.gold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Span;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.CampaignFirstSends;
import io.campaignlake.silver.Campaigns;
import io.campaignlake.silver.InboundMessages;
import io.campaignlake.silver.Messages;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Messages, clicks and credited orders → the numbers of each campaign and send date. */
public final class AggregateDaysJob implements Job {

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
    Dataset<Row> dirty = inputs.isFirst() ? null : SmallSide.kept(DirtyDays.of(inputs, run));
    Span days = dirty == null ? Span.EVERYTHING : Span.of(dirty, col("send_date"));
    Dataset<Row> messages =
        DirtyDays.restricted(inputs.read(Messages.TABLE), dirty, days)
            .select(MessageFacts.OF_MESSAGES);
    if (dirty != null) {
      messages = messages.persist();
    }
    Dataset<Row> orders =
        DirtyDays.restricted(
            inputs.read(AttributedOrders.TABLE).where(col("campaign_id").isNotNull()), dirty, days);
    Dataset<Row> value = CampaignDailyValue.of(orders, col("campaign_id"), col("send_date"));
    run.replace(CampaignDailyValue.TABLE, dirty, value, null);
    run.replace(CampaignFailures.TABLE, dirty, CampaignFailures.of(messages), null);
    Dataset<Row> facts = facts(run, inputs, messages, orders);
    Dataset<Row> metrics = CampaignDailyMetrics.of(facts, run.policy());
    Map<String, Column> findings = Map.of("restated_after_final", wasFinal(run));
    run.replace(CampaignDailyMetrics.TABLE, dirty, metrics, inputs, findings);
    run.require(
        DayLaws.breaches(
            messages,
            orders,
            DirtyDays.restricted(run.lake().read(CampaignDailyMetrics.TABLE), dirty, days),
            DirtyDays.restricted(run.lake().read(CampaignDailyValue.TABLE), dirty, days)));
  }

  /** Later data restates a day also after it matured; people who took its numbers want to know. */
  private static Column wasFinal(JobRun run) {
    LocalDate today = LocalDate.ofInstant(run.now(), run.policy().zone());
    return CampaignDailyMetrics.MATURES_ON.of("old").lt(lit(today));
  }

  private static Dataset<Row> facts(
      JobRun run, Inputs inputs, Dataset<Row> messages, Dataset<Row> orders) {
    Dataset<Row> changes = inputs.read(CampaignChanges.TABLE);
    Dataset<Row> regularOutside =
        RegularMessages.outsideWindow(
            messages,
            inputs.read(Campaigns.TABLE),
            changes,
            inputs.read(CampaignFirstSends.TABLE),
            inputs.read(InboundMessages.TABLE),
            run.policy());
    return MessageFacts.of(
        messages,
        orders,
        HeldIntervals.of(changes),
        inputs.isFirst() ? regularOutside : SmallSide.counted(regularOutside),
        run.policy());
  }
}
