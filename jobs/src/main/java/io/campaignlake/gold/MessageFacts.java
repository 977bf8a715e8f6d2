package io.campaignlake.gold;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.silver.CampaignChanges;
import io.campaignlake.silver.CampaignFirstSends;
import io.campaignlake.silver.Campaigns;
import io.campaignlake.silver.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per message that belongs to a campaign, with all that a count of campaigns needs. Every
 * number about messages, clicks and conversions, of a day, a campaign or any range, is an aggregate
 * of these rows by {@link Measures}: so no two outputs can disagree.
 */
public final class MessageFacts {
  public static final Column CAMPAIGN_ID = Messages.CAMPAIGN_ID.col();
  public static final Column SEND_DATE = Messages.SEND_DATE.col();
  public static final Column RECIPIENT_KEY = Messages.RECIPIENT_KEY.col();

  /** The columns of messages that are counted, in days and failures, and that decide what is. */
  static final Column[] OF_MESSAGES =
      Field.columns(
          Messages.MESSAGE_ID,
          Messages.CAMPAIGN_ID,
          Messages.SEND_DATE,
          Messages.RECIPIENT_KEY,
          Messages.BSUID,
          Messages.STATUS,
          Messages.MESSAGE_AT,
          Messages.IS_SUBMITTED,
          Messages.HAS_CONFLICT,
          Messages.EFFECTIVE_DELIVERED_AT,
          Messages.READ_AT,
          Messages.ERROR_CODE,
          Messages.MESSAGE_TYPE,
          Messages.URL_CLICKS,
          Messages.QUICK_REPLIES,
          Messages.BOT_CLICKS);

  /** What of an attributed order is counted. */
  static final Column[] OF_ORDERS =
      Field.columns(
          AttributedOrders.ORDER_ID,
          AttributedOrders.CAMPAIGN_ID,
          AttributedOrders.SEND_DATE,
          AttributedOrders.MESSAGE_ID,
          AttributedOrders.CONVERSION_CLASS,
          AttributedOrders.IS_EXCLUDED,
          AttributedOrders.CURRENCY_CODE,
          AttributedOrders.AMOUNT);

  private MessageFacts() {}

  /**
   * The facts under the campaigns as they are.
   *
   * @param inputs with all that is known of campaigns
   * @param messages {@link #OF_MESSAGES}
   * @param orders {@link #OF_ORDERS} credited to at least those messages
   * @param inbound what at least their recipients wrote
   */
  static Dataset<Row> of(
      Inputs inputs,
      Dataset<Row> messages,
      Dataset<Row> orders,
      Dataset<Row> inbound,
      Policy policy) {
    Dataset<Row> changes = inputs.read(CampaignChanges.TABLE);
    Dataset<Row> regularOutside =
        RegularMessages.outsideWindow(
            messages,
            inputs.read(Campaigns.TABLE),
            changes,
            inputs.read(CampaignFirstSends.TABLE),
            inbound,
            policy);
    return of(messages, orders, HeldIntervals.of(changes), regularOutside, policy);
  }

  /**
   * @param messages rows of {@code silver.messages}
   * @param orders rows of {@code attribution.attributed_orders} credited to at least those messages
   * @param holds rows of {@link HeldIntervals}
   * @param regularOutside ids of messages that {@link RegularMessages} names
   */
  public static Dataset<Row> of(
      Dataset<Row> messages,
      Dataset<Row> orders,
      Dataset<Row> holds,
      Dataset<Row> regularOutside,
      Policy policy) {
    Dataset<Row> ofCampaigns = flagged(messages.where(CAMPAIGN_ID.isNotNull()), policy);
    Dataset<Row> withOrders =
        joined(ofCampaigns, SmallSide.hinted(orderCounts(orders)), "credited_id");
    Dataset<Row> held = HeldIntervals.marked(withOrders, holds);
    Dataset<Row> outside =
        regularOutside.select(
            col("message_id").as("outside_id"), lit(1L).as("regular_outside_window"));
    return joined(held, outside, "outside_id");
  }

  /** What one message counts by itself: 0 or 1 each, and its clicks. */
  private static Dataset<Row> flagged(Dataset<Row> messages, Policy policy) {
    Column status = Messages.STATUS.col();
    Column delivered = Messages.EFFECTIVE_DELIVERED_AT.col().isNotNull();
    Column left = status.isin(Messages.SENT, Messages.DELIVERED, Messages.READ);
    Column charged = policy.chargedBasis().equals("SENT") ? left : delivered;
    return messages.select(
        Messages.MESSAGE_ID.col(),
        CAMPAIGN_ID,
        SEND_DATE,
        RECIPIENT_KEY,
        status,
        Messages.MESSAGE_AT.col(),
        lit(1L).as("messages_attempted"),
        flag(Messages.IS_SUBMITTED.col(), "messages_submitted"),
        flag(left, "messages_sent"),
        flag(delivered, "messages_delivered"),
        flag(Messages.READ_AT.col().isNotNull(), "messages_read"),
        flag(status.equalTo(Messages.FAILED), "messages_failed"),
        flag(status.equalTo(Messages.ACCEPTED), "messages_pending"),
        flag(charged, "charged_messages"),
        flag(Messages.HAS_CONFLICT.col(), "messages_with_conflict"),
        Messages.URL_CLICKS.col().plus(Messages.QUICK_REPLIES.col()).as("total_clicks"),
        Messages.URL_CLICKS.col().as("total_url_clicks"),
        Messages.QUICK_REPLIES.col().as("total_quick_replies"),
        Messages.BOT_CLICKS.col());
  }

  private static Column flag(Column condition, String name) {
    return condition.cast("bigint").as(name);
  }

  private static Dataset<Row> orderCounts(Dataset<Row> orders) {
    Column counts = AttributedOrders.IS_EXCLUDED.col().equalTo(false);
    Column isClickThrough =
        AttributedOrders.CONVERSION_CLASS.col().equalTo(AttributedOrders.CLICK_THROUGH);
    Column isAssisted = AttributedOrders.CONVERSION_CLASS.col().equalTo(AttributedOrders.ASSISTED);
    return orders
        .where(AttributedOrders.MESSAGE_ID.col().isNotNull())
        .groupBy(AttributedOrders.MESSAGE_ID.col().as("credited_id"))
        .agg(
            count_if(counts.and(isAssisted)).as("assisted_conversions"),
            count_if(counts.and(isClickThrough)).as("click_through_conversions"),
            count_if(counts).as("total_conversions"),
            count_if(AttributedOrders.IS_EXCLUDED.col()).as("canceled_conversions"));
  }

  /** Adds the counts of the right side, 0 where it has none. */
  private static Dataset<Row> joined(Dataset<Row> facts, Dataset<Row> counts, String id) {
    // In one step: Spark looks through all of a plan again for each column that is added by itself.
    List<Column> columns = new ArrayList<>(List.of(columns(facts)));
    for (String name : counts.columns()) {
      if (!name.equals(id)) {
        columns.add(coalesce(counts.col(name), lit(0L)).as(name));
      }
    }
    return facts
        .join(counts, facts.col("message_id").equalTo(counts.col(id)), "left")
        .select(columns.toArray(Column[]::new));
  }

  private static Column[] columns(Dataset<Row> rows) {
    return Arrays.stream(rows.columns()).map(rows::col).toArray(Column[]::new);
  }
}
