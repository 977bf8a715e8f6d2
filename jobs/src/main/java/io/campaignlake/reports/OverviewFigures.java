package io.campaignlake.reports;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.gold.CampaignDailyValue;
import io.campaignlake.gold.CampaignSummary;
import io.campaignlake.gold.Measures;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.Ops;
import io.campaignlake.lake.Policy;
import io.campaignlake.silver.Messages;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes the overview from the facts of the chosen messages, not from daily rows: so the people
 * of a range are counted once, whatever the days and campaigns that reached them.
 */
final class OverviewFigures {
  private static final List<Field> AMOUNTS =
      List.of(
          CampaignDailyValue.ASSISTED,
          CampaignDailyValue.CLICK_THROUGH,
          CampaignDailyValue.TOTAL,
          CampaignDailyValue.CANCELED);

  private static final String AS_OF = "as_of";
  private static final String LAST_SEND_DATE = "last_send_date";

  private final PublishedRows lake;
  private final Policy policy;
  private final LakeClock clock;

  OverviewFigures(Lake lake, Policy policy, LakeClock clock) {
    this.lake = new PublishedRows(lake);
    this.policy = policy;
    this.clock = clock;
  }

  Overview of(ReportRequest request) {
    Dataset<Row> messages = request.chosen(lake.of(Messages.TABLE));
    Dataset<Row> orders = request.chosen(lake.of(AttributedOrders.TABLE));
    // Each of these is one row, so that all are answered in one go.
    Row figures =
        Measures.of(CampaignFacts.of(lake, messages, orders, policy))
            .crossJoin(audience(messages))
            .crossJoin(lastSendDate(messages))
            .crossJoin(lastPublished())
            .head();
    Timestamp asOf = figures.getAs(AS_OF);
    return new Overview(
        request.from(),
        request.to(),
        request.campaign(),
        asOf == null ? null : asOf.toInstant(),
        metrics(figures),
        values(orders),
        isFinal(figures.getAs(LAST_SEND_DATE), clock.now()));
  }

  /** Of the campaigns with a message in the range; a campaign's audience belongs to no day. */
  private Dataset<Row> audience(Dataset<Row> messages) {
    Dataset<Row> reached = messages.select(Messages.CAMPAIGN_ID.col().as("reached_id")).distinct();
    Column isReached = CampaignSummary.CAMPAIGN_ID.col().equalTo(col("reached_id"));
    Column size = coalesce(sum(CampaignSummary.AUDIENCE_SIZE.col()), lit(0L));
    return lake.of(CampaignSummary.TABLE)
        .join(reached, isReached, "left_semi")
        .agg(size.as(CampaignSummary.AUDIENCE_SIZE.name()));
  }

  private static Dataset<Row> lastSendDate(Dataset<Row> messages) {
    return messages.agg(max(Messages.SEND_DATE.col()).as(LAST_SEND_DATE));
  }

  private Dataset<Row> lastPublished() {
    Column isDone = col("status").equalTo("DONE");
    return lake.of(Ops.JOB_RUNS)
        .where(col("job").equalTo(Reports.PUBLISHING_JOB).and(isDone))
        .agg(max(col("started_at")).as(AS_OF));
  }

  private static Map<String, Long> metrics(Row figures) {
    Map<String, Long> metrics = new LinkedHashMap<>();
    Overview.METRICS.forEach(name -> metrics.put(name, figures.getAs(name)));
    return metrics;
  }

  private static List<Overview.Value> values(Dataset<Row> orders) {
    return CampaignDailyValue.of(orders)
        .orderBy(CampaignDailyValue.CURRENCY_CODE.col())
        .collectAsList()
        .stream()
        .map(OverviewFigures::value)
        .toList();
  }

  private static Overview.Value value(Row row) {
    Map<String, BigDecimal> amounts = new LinkedHashMap<>();
    AMOUNTS.forEach(field -> amounts.put(field.name(), row.getAs(field.name())));
    return new Overview.Value(row.getAs(CampaignDailyValue.CURRENCY_CODE.name()), amounts);
  }

  /** All days are final when the last one is. */
  private boolean isFinal(Date lastSendDate, Instant now) {
    if (lastSendDate == null) {
      return true;
    }
    LocalDate maturesOn = lastSendDate.toLocalDate().plusDays(policy.maturesAfterDays());
    return maturesOn.isBefore(LocalDate.ofInstant(now, policy.zone()));
  }
}
