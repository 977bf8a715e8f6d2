package io.campaignlake.dashboard;

import io.campaignlake.gold.CampaignDailyMetrics;
import io.campaignlake.gold.CampaignDailyValue;
import io.campaignlake.gold.CampaignFailures;
import io.campaignlake.gold.Measures;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.KernelTables;
import io.campaignlake.lake.Ops;
import io.campaignlake.lake.Table;
import io.campaignlake.lake.TableRow;
import io.campaignlake.reports.Reports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The daily rows of gold as of the last run that published; none before the first.
 *
 * @param asOf clock of that run; null before the first
 * @param publications how many runs have published so far
 * @param days one row per campaign and send date, by send date and campaign
 * @param values one row per campaign, send date and currency
 * @param failures one row per campaign, send date and error code
 */
record DailyRows(
    Instant asOf,
    int publications,
    List<TableRow> days,
    List<TableRow> values,
    List<TableRow> failures) {

  /** How many runs have published so far. */
  static int publications(KernelTables tables) {
    return Ops.done(tables, Reports.PUBLISHING_JOB).size();
  }

  static DailyRows read(KernelTables tables) {
    List<Instant> runs = Ops.done(tables, Reports.PUBLISHING_JOB);
    List<TableRow> days = new ArrayList<>(rows(tables, CampaignDailyMetrics.TABLE, dayColumns()));
    days.sort(
        Comparator.comparing((TableRow row) -> CampaignDay.sendDate(row))
            .thenComparing(row -> row.text(CampaignDailyMetrics.CAMPAIGN_ID)));
    return new DailyRows(
        runs.stream().max(Comparator.naturalOrder()).orElse(null),
        runs.size(),
        days,
        rows(tables, CampaignDailyValue.TABLE, CampaignDailyValue.TABLE.fields()),
        rows(tables, CampaignFailures.TABLE, CampaignFailures.TABLE.fields()));
  }

  private static List<TableRow> rows(KernelTables tables, Table table, List<Field> columns) {
    return tables.latest(table).map(snapshot -> snapshot.rows(columns)).orElse(List.of());
  }

  /** All but the sketch, which the page has no use for. */
  private static List<Field> dayColumns() {
    List<Field> columns = new ArrayList<>(Measures.all());
    columns.add(CampaignDailyMetrics.CAMPAIGN_ID);
    columns.add(CampaignDailyMetrics.SEND_DATE);
    columns.add(CampaignDailyMetrics.MATURES_ON);
    return columns;
  }

  /** The rows of {@link io.campaignlake.reports.RecipientDays} that belong to these days. */
  long recipientDays() {
    return days.stream().mapToLong(row -> (Long) row.values().get("recipients_attempted")).sum();
  }
}
