package io.campaignlake.attribution;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import java.util.List;

/** {@code attribution.order_candidates}: the touches that were considered for each order. */
public final class OrderCandidates {
  public static final Field ORDER_ID = required("order_id", StringType, "Order.");
  public static final Field CONVERSION_CLASS =
      required(
          "conversion_class",
          StringType,
          "What the touch earns if it wins: CLICK_THROUGH for a click, ASSISTED for a delivery.");
  public static final Field MESSAGE_ID =
      required("message_id", StringType, "Message of the touch.");
  public static final Field CLICK_ID =
      optional("click_id", StringType, "Click of the touch; null for a delivery.");
  public static final Field CAMPAIGN_ID =
      required("campaign_id", StringType, "Campaign of the message.");
  public static final Field ANCHOR_AT =
      required(
          "anchor_at",
          TimestampType,
          "When the touch happened, UTC: the effective delivery, or the click.");
  public static final Field SECONDS_TO_ORDER =
      required(
              "seconds_to_order",
              LongType,
              "Elapsed whole seconds from the anchor to the order, rounded down; negative when the order came first.")
          .neverAddsUp("seconds");
  public static final Field MERIT_RANK =
      required(
              "merit_rank",
              IntegerType,
              "1 is the best: those that claim the order first, then class, latest anchor, latest delivery, least ids.")
          .neverAddsUp("rank");
  public static final Field VERDICT =
      required(
          "verdict",
          StringType,
          "WON, BEATEN_BY_CLASS, BEATEN_BY_RECENCY, BEATEN_BY_TIE, OUTSIDE_WINDOW or BEFORE_ANCHOR.");

  public static final Table TABLE =
      Table.internal(
              "attribution",
              "order_candidates",
              "One touch that was considered for one order: the winner and the best others.",
              List.of(
                  ORDER_ID,
                  CONVERSION_CLASS,
                  MESSAGE_ID,
                  CLICK_ID,
                  CAMPAIGN_ID,
                  ANCHOR_AT,
                  SECONDS_TO_ORDER,
                  MERIT_RANK,
                  VERDICT))
          .keyedBy(ORDER_ID, MERIT_RANK)
          .law("the_winner_is_first", "verdict <> 'WON' OR merit_rank = 1")
          .law("no_credit_before_its_anchor", "verdict <> 'WON' OR seconds_to_order >= 0");

  private OrderCandidates() {}
}
