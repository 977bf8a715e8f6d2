package io.campaignlake.gold;

import static org.apache.spark.sql.functions.lit;

import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.Span;
import io.campaignlake.lake.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Days that had matured and are restated all the same, in any of their tables: people who took
 * their numbers for final want to know (semantics §8).
 */
final class RestatedDays {
  private static final String COUNT = "restated_after_final";

  private static final List<Table> TABLES =
      List.of(CampaignDailyMetrics.TABLE, CampaignDailyValue.TABLE, CampaignFailures.TABLE);

  private static final Column[] DAY = {
    CampaignDailyMetrics.CAMPAIGN_ID.col(), CampaignDailyMetrics.SEND_DATE.col()
  };

  private final JobRun run;
  private final Map<Table, Long> versionsBefore = new LinkedHashMap<>();

  /** Begins before the tables are written. */
  RestatedDays(JobRun run) {
    this.run = run;
    TABLES.forEach(table -> versionsBefore.put(table, run.lake().version(table)));
  }

  /**
   * Counts them, once the tables are written.
   *
   * @param span of the days that may have changed
   */
  void count(Span span) {
    LocalDate today = LocalDate.ofInstant(run.now(), run.policy().zone());
    if (mayBeFinal(span, today)) {
      changed().ifPresent(days -> count(days, today));
    }
  }

  private void count(Dataset<Row> changed, LocalDate today) {
    Column wasFinal = CampaignDailyMetrics.MATURES_ON.col().lt(lit(today));
    Table metrics = CampaignDailyMetrics.TABLE;
    Dataset<Row> finalDays =
        run.lake().read(metrics, versionsBefore.get(metrics)).where(wasFinal).select(DAY);
    String[] key = metrics.keyNames().toArray(String[]::new);
    run.count(COUNT, finalDays.join(changed, key, "left_semi").count());
  }

  /** The days of rows that were written; empty where none was. */
  private Optional<Dataset<Row>> changed() {
    Lake lake = run.lake();
    return TABLES.stream()
        .filter(table -> lake.version(table) > versionsBefore.get(table))
        .map(table -> lake.changes(table, versionsBefore.get(table), lake.version(table)))
        .map(rows -> rows.select(DAY))
        .reduce(Dataset::union);
  }

  private boolean mayBeFinal(Span span, LocalDate today) {
    if (span.isEverything()) {
      return true;
    }
    int days = run.policy().maturesAfterDays();
    return span.from() instanceof Date from && from.toLocalDate().plusDays(days).isBefore(today);
  }
}
