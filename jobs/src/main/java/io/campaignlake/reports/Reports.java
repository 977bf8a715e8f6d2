package io.campaignlake.reports;

import io.campaignlake.gold.CampaignSummary;
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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The report files of contract §4. */
public final class Reports {
  /** The job that publishes last what a campaign's card shows: its clock is {@code as_of}. */
  public static final String PUBLISHING_JOB = "summarize-campaigns";

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
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    long rows =
        switch (request.kind()) {
          case OVERVIEW -> writeOverview(request, writer);
          case RECORD_STATUS ->
              writeRows(RowReport.recordStatus(settings.policy().zone()), request, writer);
          case CONVERSIONS ->
              writeRows(RowReport.conversions(settings.policy().zone()), request, writer);
        };
    writer.flush();
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

  private long writeOverview(ReportRequest request, Writer writer) throws IOException {
    Overview overview = overview(request);
    switch (request.format()) {
      case TEXT ->
          new OverviewText(request.language(), settings.policy().zone()).write(overview, writer);
      case JSON -> OverviewFile.json(overview, writer);
      case CSV -> OverviewFile.csv(overview, writer);
    }
    return 1;
  }

  private long writeRows(RowReport report, ReportRequest request, Writer writer)
      throws IOException {
    Dataset<Row> chosen = request.chosen(new PublishedRows(lake).of(report.table()));
    Iterator<Row> rows = chosen.orderBy(report.orderColumns()).toLocalIterator();
    RowWriter rowWriter = new RowWriter(report, rows, writer);
    UnaryOperator<String> guard =
        settings.formulaGuard() ? FormulaGuard::guarded : UnaryOperator.identity();
    switch (request.format()) {
      case TEXT -> rowWriter.text();
      case JSON -> rowWriter.json();
      case CSV -> rowWriter.csv(guard);
    }
    return rowWriter.rowsWritten();
  }
}
