package io.campaignlake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.gold.CampaignDailyMetrics;
import io.campaignlake.gold.CampaignDailyValue;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.LakeException;
import io.campaignlake.reports.RecordStatus;
import org.junit.jupiter.api.Test;

final class SqlServerTest {
  @Test
  void summable_leavesOutPeopleAndSketches() {
    assertThat(SqlServer.summable(CampaignDailyMetrics.TABLE))
        .extracting(Field::name)
        .contains("campaign_id", "send_date", "messages_read", "total_clicks", "matures_on")
        .doesNotContain("unique_clicks", "recipients_delivered", "unique_clickers_sketch");
  }

  @Test
  void summable_keepsMoneyWithItsCurrency() {
    assertThat(SqlServer.summable(CampaignDailyValue.TABLE))
        .isEqualTo(CampaignDailyValue.TABLE.fields());
  }

  @Test
  void summable_isEmptyWhereNothingAddsUp() {
    assertThat(SqlServer.summable(RecordStatus.TABLE)).isEmpty();
  }

  @Test
  void check_saysWhatIsMissingWhereThereIsNoThriftServer() {
    assertThatThrownBy(SqlServer::check)
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot start the SQL server: this Spark comes without its");
  }
}
