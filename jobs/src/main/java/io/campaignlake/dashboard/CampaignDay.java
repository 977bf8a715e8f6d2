package io.campaignlake.dashboard;

import io.campaignlake.gold.CampaignDailyMetrics;
import io.campaignlake.lake.TableRow;
import java.time.LocalDate;

/** The key of a daily row. */
record CampaignDay(String campaignId, LocalDate sendDate) {
  /**
   * @param row of any table keyed by campaign and send date
   */
  static CampaignDay of(TableRow row) {
    return new CampaignDay(row.text(CampaignDailyMetrics.CAMPAIGN_ID), sendDate(row));
  }

  static LocalDate sendDate(TableRow row) {
    return (LocalDate) row.value(CampaignDailyMetrics.SEND_DATE);
  }
}
