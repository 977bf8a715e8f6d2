package io.campaignlake;

import io.campaignlake.attribution.AttributeOrdersJob;
import io.campaignlake.campaigns.PublishPermissionsJob;
import io.campaignlake.gold.AggregateActivityJob;
import io.campaignlake.gold.AggregateDaysJob;
import io.campaignlake.gold.SummarizeCampaignsJob;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.Ops;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.IngestLandingJob;
import io.campaignlake.reports.ReportConversionsJob;
import io.campaignlake.reports.ReportDeliveries;
import io.campaignlake.reports.ReportRecordStatusJob;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.FoldCampaignsJob;
import io.campaignlake.silver.FoldCartsJob;
import io.campaignlake.silver.FoldClicksJob;
import io.campaignlake.silver.FoldMessagesJob;
import io.campaignlake.silver.FoldOrdersJob;
import io.campaignlake.silver.FoldRecipientsJob;
import io.campaignlake.silver.LearnAliasesJob;
import io.campaignlake.silver.TypeMessageEventsJob;
import io.campaignlake.silver.TypeSendsJob;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All jobs, in the order in which data passes through them. */
public final class Jobs {
  public static final List<Job> IN_DATA_ORDER =
      List.of(
          new IngestLandingJob(),
          new TypeMessageEventsJob(),
          new TypeSendsJob(),
          new LearnAliasesJob(),
          new FoldClicksJob(),
          new FoldMessagesJob(),
          new FoldOrdersJob(),
          new FoldCartsJob(),
          new FoldCampaignsJob(),
          new FoldRecipientsJob(),
          new AttributeOrdersJob(),
          new AggregateDaysJob(),
          new AggregateActivityJob(),
          new SummarizeCampaignsJob(),
          new PublishPermissionsJob(),
          new ReportRecordStatusJob(),
          new ReportConversionsJob());

  /** Those that compute what stands under a send day, from what is typed already. */
  public static final List<Job> BY_SEND_DAY =
      List.of(
          new FoldMessagesJob(),
          new FoldRecipientsJob(),
          new AttributeOrdersJob(),
          new AggregateDaysJob(),
          new AggregateActivityJob(),
          new SummarizeCampaignsJob(),
          new ReportRecordStatusJob(),
          new ReportConversionsJob());

  /** Those whose reading and writing is of the lake's tables alone. */
  public static final List<Job> WITHIN_THE_LAKE =
      IN_DATA_ORDER.stream()
          .filter(job -> !job.inputs().isEmpty() && !(job instanceof PublishPermissionsJob))
          .toList();

  private Jobs() {}

  static Optional<Job> named(String name) {
    return IN_DATA_ORDER.stream().filter(job -> job.name().equals(name)).findFirst();
  }

  /** Every table of the lake. */
  public static List<Table> everyTable() {
    Stream<Table> ops =
        Stream.of(Ops.JOB_RUNS, Ops.REJECTED_SHARES, Ops.STREAM_ROUNDS, ReportDeliveries.TABLE);
    return Stream.concat(tables().stream(), ops).toList();
  }

  /** The tables that people and their tools build on. */
  public static List<Table> gold() {
    return tables().stream().filter(table -> table.layer().equals("gold")).toList();
  }

  /** Every table of the lake but those of its operation. */
  public static List<Table> tables() {
    Stream<Table> written = IN_DATA_ORDER.stream().flatMap(job -> job.writes().stream());
    return Stream.concat(written, Stream.of(CampaignChanges.TABLE)).distinct().toList();
  }
}
