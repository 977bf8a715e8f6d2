package io.campaignlake.reports;

import io.campaignlake.gold.CampaignSummary;
import io.campaignlake.gold.SummarizeCampaignsJob;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Settings;
import io.campaignlake.silver.CampaignChanges;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** The report files: their headers and names are never translated. */
public final class Reports {
  /** The job that publishes last what a campaign's card shows: its clock is {@code as_of}. */
  public static final String PUBLISHING_JOB = new SummarizeCampaignsJob().name();

  /** The counts of the overview, in its order. */
  public static List<String> overviewMetrics() {
    return Overview.METRICS;
  }

  /** The rates of the overview, in its order, each with the names of its two counts. */
  public static Map<String, List<String>> overviewRates() {
    Map<String, List<String>> rates = new LinkedHashMap<>();
    Overview.RATES.forEach((name, ratio) -> rates.put(name, List.of(ratio.part(), ratio.whole())));
    return rates;
  }

  private final Lake lake;
  private final Settings settings;
  private final LakeClock clock;

  private Reports(Lake lake, Settings settings, LakeClock clock) {
    this.lake = lake;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Writes a report in UTF-8 and flushes; the stream stays open. A lake without data gives zeros,
   * or the header alone.
   *
   * @return rows written below the header; an overview is one
   * @throws LakeException when the campaign is unknown; nothing is written then
   * @throws IOException when the stream refuses
   */
  public static long write(
      Lake lake, Settings settings, LakeClock clock, ReportRequest request, OutputStream out)
      throws IOException {
    return new Reports(lake, settings, clock).write(request, out);
  }

  /**
   * The figures themselves.
   *
   * @throws LakeException when the campaign is unknown
   */
  static Overview overview(Lake lake, Settings settings, LakeClock clock, ReportRequest request) {
    Reports reports = new Reports(lake, settings, clock);
    reports.refuseUnknown(request);
    return reports.overview(request);
  }

  private long write(ReportRequest request, OutputStream out) throws IOException {
    refuseUnknown(request);
    long rows =
        switch (request.kind()) {
          case OVERVIEW -> writeOverview(request, out);
          case RECORD_STATUS, CONVERSIONS -> writeRows(request, out);
        };
    out.flush();
    return rows;
  }

  private void refuseUnknown(ReportRequest request) {
    if (request.isOfAll()) {
      return;
    }
    PublishedRows rows = new PublishedRows(lake);
    Dataset<Row> summarized = rows.of(CampaignSummary.TABLE);
    Dataset<Row> changed = rows.of(CampaignChanges.TABLE);
    Dataset<Row> named =
        summarized
            .select(CampaignSummary.CAMPAIGN_ID.col())
            .union(changed.select(CampaignChanges.CAMPAIGN_ID.col()))
            .where(CampaignSummary.CAMPAIGN_ID.col().equalTo(request.campaign()));
    if (named.isEmpty()) {
      throw LakeException.failed(
              "Cannot report on campaign %s: there is no such campaign. ./lake campaigns list shows them all."
                  .formatted(request.campaign()))
          .named("unknown-campaign");
    }
  }

  private Overview overview(ReportRequest request) {
    return new OverviewFigures(lake, settings.policy(), clock).of(request);
  }

  private long writeOverview(ReportRequest request, OutputStream out) throws IOException {
    Overview overview = overview(request);
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    switch (request.format()) {
      case TEXT ->
          new OverviewText(request.language(), settings.policy().zone()).write(overview, writer);
      case JSON -> OverviewFile.json(overview, writer);
      case CSV -> OverviewFile.csv(overview, writer);
    }
    writer.flush();
    return 1;
  }

  /** Tasks sort the rows and make their text; it comes here part by part, in its order. */
  private long writeRows(ReportRequest request, OutputStream out) throws IOException {
    RowText text =
        new RowText(
            request.kind(), settings.policy().zone(), request.format(), settings.formulaGuard());
    RowReport report = text.report();
    JavaRDD<RowText.Piece> pieces =
        request
            .chosen(new PublishedRows(lake).of(report.table()))
            .select(report.readColumns())
            .orderBy(report.orderColumns())
            .toJavaRDD()
            .mapPartitions(text)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      // All at once: what follows asks for one part after the other.
      pieces.foreachPartition(part -> {});
      return text.join(pieces.toLocalIterator(), out);
    } finally {
      pieces.unpersist(false);
    }
  }
}
