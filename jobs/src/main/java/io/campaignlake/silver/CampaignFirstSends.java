package io.campaignlake.silver;

import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.KeyGroups;
import io.campaignlake.lake.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * {@code silver.campaign_first_sends}: what the earliest row of the send log says of a campaign. It
 * speaks where no definition does (semantics §8), also when its message went to another campaign.
 */
public final class CampaignFirstSends {
  public static final Table TABLE =
      Table.internal(
              "silver",
              "campaign_first_sends",
              "The earliest row of the send log of one campaign.",
              List.of(
                  Sends.CAMPAIGN_ID,
                  Sends.ATTEMPTED_AT,
                  Sends.RECORD_ID,
                  required("send_id", StringType, "The row in silver.sends: ends a tie."),
                  Sends.MESSAGE_TYPE,
                  Sends.TEMPLATE_NAME,
                  Sends.LANGUAGE))
          .keyedBy(Sends.CAMPAIGN_ID);

  private static final Field[] ORDER = {Sends.ATTEMPTED_AT, Sends.RECORD_ID, Sends.SEND_ID};

  private CampaignFirstSends() {}

  /** Of the rows of each campaign, the least (attempted_at, record_id, hash). */
  static Dataset<Row> folded(Dataset<Row> rows) {
    // Campaigns are few and their sends are many: each task chooses among its own first.
    Dataset<Row> ofTasks =
        KeyGroups.leastOfPartitions(
            rows.select(TABLE.columns()), TABLE.keyNames(), Versions.names(ORDER));
    return Versions.least(ofTasks, TABLE, ORDER);
  }
}
