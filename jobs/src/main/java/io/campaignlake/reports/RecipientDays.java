package io.campaignlake.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.gold.AggregateDaysJob;
import io.campaignlake.gold.CampaignDailyMetrics;
import io.campaignlake.gold.Measures;
import io.campaignlake.gold.MessageFacts;
import io.campaignlake.lake.Lake;
import io.campaignlake.lake.Policy;
import io.campaignlake.silver.Messages;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per campaign, send date and recipient: what unique counts of any range are made of. It is
 * read at the versions that {@code gold.campaign_daily_metrics} was computed from, so that the two
 * tell of the same messages even while a run goes on.
 */
public final class RecipientDays {
  public static final String CAMPAIGN_ID = "campaign_id";
  public static final String SEND_DATE = "send_date";

  /** The person: a number, even over all people, without a way back. */
  public static final String PERSON = "person";

  /** So many that two people of one lake never share one. */
  private static final long PERSONS = 1L << 60;

  /**
   * The counts of people: a column each, 1 where the recipient counts on that day. Someone who
   * counts on one day of a range counts in the range.
   */
  public static final List<String> MEASURES =
      List.of(
          "recipients_attempted",
          "recipients_sent",
          "recipients_delivered",
          "recipients_read",
          "unique_clicks",
          "converting_recipients");

  private RecipientDays() {}

  /**
   * @param key secret that the persons' numbers are made with: who does not know it can tell nobody
   *     by the number
   * @param share of all people to read, over 0 and up to 1
   */
  public static Dataset<Row> of(Lake lake, Policy policy, String key, double share) {
    PublishedRows rows =
        new PublishedRows(
            lake, lake.consumed(CampaignDailyMetrics.TABLE, new AggregateDaysJob().name()));
    Column person = person(key);
    Dataset<Row> messages =
        rows.of(Messages.TABLE)
            .where(person.lt(lit((long) (share * PERSONS))))
            .where(Messages.CAMPAIGN_ID.col().isNotNull());
    Dataset<Row> facts = CampaignFacts.of(rows, messages, rows.of(AttributedOrders.TABLE), policy);
    List<Column> columns = new ArrayList<>(List.of(col(CAMPAIGN_ID), col(SEND_DATE), col(PERSON)));
    MEASURES.forEach(measure -> columns.add(col(measure)));
    return Measures.of(facts, MessageFacts.CAMPAIGN_ID, MessageFacts.SEND_DATE, person.as(PERSON))
        .select(columns.toArray(Column[]::new));
  }

  private static Column person(String key) {
    Column digest = sha2(concat(lit(key + "/"), MessageFacts.RECIPIENT_KEY).cast("binary"), 256);
    return conv(digest.substr(1, 15), 16, 10).cast("bigint");
  }
}
