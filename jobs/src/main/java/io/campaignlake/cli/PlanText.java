package io.campaignlake.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.sum;

import io.campaignlake.gold.CampaignDailyMetrics;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.Plan;
import io.campaignlake.lake.Table;
import java.io.PrintStream;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A plan as people read it: rows by table, then conversions by send day. */
final class PlanText {
  private static final String ROWS = "%-36s %10s %10s %10s%n";
  private static final String CONVERSIONS = "%-36s %10s %10s%n";

  private PlanText() {}

  static void print(Plan plan, List<Job> jobs, PrintStream out) {
    out.printf(ROWS, "Rows that would change", "added", "changed", "removed");
    long changes = 0;
    for (Job job : jobs) {
      for (Table table : job.writes()) {
        changes += plan.differences(table).map(rows -> printRows(table, rows, out)).orElse(0L);
      }
    }
    plan.differences(CampaignDailyMetrics.TABLE).ifPresent(days -> printDays(days, out));
    out.printf(
        "%n%s%n",
        changes == 0
            ? "Nothing would change. Nothing was written."
            : "Nothing was written. The same command without --plan applies it.");
  }

  private static long printRows(Table table, Dataset<Row> differences, PrintStream out) {
    Column isNew = col(Plan.OLD).isNull();
    Column isGone = col(Plan.NEW).isNull();
    Row row =
        differences
            .agg(count_if(isNew), count_if(isNew.or(isGone).equalTo(false)), count_if(isGone))
            .head();
    out.printf(ROWS, table.fullName(), row.getLong(0), row.getLong(1), row.getLong(2));
    return row.getLong(0) + row.getLong(1) + row.getLong(2);
  }

  private static void printDays(Dataset<Row> differences, PrintStream out) {
    List<Row> days =
        differences
            .groupBy(Plan.either(CampaignDailyMetrics.SEND_DATE).as("send_date"))
            .agg(
                sum(col(Plan.OLD + ".total_conversions")),
                sum(col(Plan.NEW + ".total_conversions")))
            .orderBy("send_date")
            .collectAsList();
    out.println();
    out.printf(CONVERSIONS, "Send days and their conversions", "now", "then");
    for (Row day : days) {
      out.printf(CONVERSIONS, day.get(0), number(day, 1), number(day, 2));
    }
  }

  private static long number(Row day, int column) {
    return day.isNullAt(column) ? 0 : day.getLong(column);
  }
}
