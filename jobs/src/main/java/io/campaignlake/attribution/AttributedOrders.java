package io.campaignlake.attribution;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Money;
import java.util.List;

/**
 * {@code attribution.attributed_orders}: every order, with its credit or the reason why it has
 * none.
 */
public final class AttributedOrders {
  public static final Field ORDER_ID = required("order_id", StringType, "Order.");
  public static final Field ORDERED_AT =
      required("ordered_at", TimestampType, "When it was placed, UTC.");
  public static final Field STATUS = optional("status", StringType, "The shop's status.");
  public static final Field AMOUNT =
      required("amount", Money.TYPE, "Order total in currency units.").money();
  public static final Field CURRENCY_CODE = required("currency_code", StringType, "ISO 4217.");
  public static final Field IS_EXCLUDED =
      required(
          "is_excluded",
          BooleanType,
          "True when its status earns no conversion: counted as canceled.");
  public static final Field CONVERSION_CLASS =
      optional("conversion_class", StringType, "CLICK_THROUGH or ASSISTED; null without credit.");
  public static final Field CAMPAIGN_ID =
      optional("campaign_id", StringType, "Campaign that earned it.");
  public static final Field MESSAGE_ID =
      optional("message_id", StringType, "Message that earned it.");
  public static final Field ANCHOR_AT =
      optional("anchor_at", TimestampType, "When the winning touch happened, UTC.");
  public static final Field SEND_DATE =
      optional("send_date", DateType, "Send date of the message that earned it.");
  public static final Field REASON =
      optional(
          "reason",
          StringType,
          "Without credit: NO_MATCH_KEY, NO_TOUCH (none in the horizon) or OUTSIDE_WINDOW (some, none claims).");
  public static final Field CANDIDATES_TOTAL =
      required("candidates_total", LongType, "Touches in the horizon, kept or not.")
          .addsUp("touches");

  public static final String CLICK_THROUGH = "CLICK_THROUGH";
  public static final String ASSISTED = "ASSISTED";

  public static final Table TABLE =
      Table.internal(
              "attribution",
              "attributed_orders",
              "One order.",
              List.of(
                  ORDER_ID,
                  ORDERED_AT,
                  STATUS,
                  AMOUNT,
                  CURRENCY_CODE,
                  IS_EXCLUDED,
                  CONVERSION_CLASS,
                  CAMPAIGN_ID,
                  MESSAGE_ID,
                  ANCHOR_AT,
                  SEND_DATE,
                  REASON,
                  CANDIDATES_TOTAL))
          .keyedBy(ORDER_ID)
          .daysBy(SEND_DATE)
          .law("credit_or_reason", "(conversion_class IS NULL) <> (reason IS NULL)")
          .law(
              "credit_is_whole",
              "(conversion_class IS NULL) = (message_id IS NULL) AND (message_id IS NULL) = (campaign_id IS NULL)")
          .law("no_credit_before_its_anchor", "anchor_at IS NULL OR anchor_at <= ordered_at");

  private AttributedOrders() {}
}
