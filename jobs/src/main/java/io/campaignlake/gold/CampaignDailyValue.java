package io.campaignlake.gold;

import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Money;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code gold.campaign_daily_value}: money that a day's messages earned, each currency apart. */
public final class CampaignDailyValue {
  public static final Field CAMPAIGN_ID = required("campaign_id", StringType, "Campaign.");
  public static final Field SEND_DATE =
      required("send_date", DateType, "Send date of the credited message.");
  public static final Field CURRENCY_CODE =
      required("currency_code", StringType, "ISO 4217; currencies are never added together.");
  public static final Field ASSISTED =
      value("assisted_conversion_value", "Amounts of assisted conversions.");
  public static final Field CLICK_THROUGH =
      value("click_through_conversion_value", "Amounts of click-through conversions.")
          .answersTo("VTEX: Click-through conversion total value");
  public static final Field TOTAL =
      value("total_conversion_value", "Both together.").answersTo("VTEX: Conversion total value");
  public static final Field CANCELED =
      value("canceled_value", "Amounts of credited orders whose status earns no conversion.");

  public static final Table TABLE =
      Table.published(
              "gold",
              "campaign_daily_value",
              "One campaign, send date and currency.",
              List.of(
                  CAMPAIGN_ID, SEND_DATE, CURRENCY_CODE, ASSISTED, CLICK_THROUGH, TOTAL, CANCELED))
          .keyedBy(CAMPAIGN_ID, SEND_DATE, CURRENCY_CODE)
          .daysBy(SEND_DATE)
          .law(
              "values_add_up",
              "total_conversion_value = assisted_conversion_value + click_through_conversion_value");

  private CampaignDailyValue() {}

  private static Field value(String name, String comment) {
    return required(name, Money.TYPE, comment + " Currency units; adds up within a currency.")
        .money();
  }

  /**
   * Sums of money of credited orders by the given columns and currency.
   *
   * @param orders rows of {@code attribution.attributed_orders}
   */
  public static Dataset<Row> of(Dataset<Row> orders, Column... by) {
    Column counts = AttributedOrders.IS_EXCLUDED.col().equalTo(false);
    Column conversionClass = AttributedOrders.CONVERSION_CLASS.col();
    Column isAssisted = counts.and(conversionClass.equalTo(AttributedOrders.ASSISTED));
    Column isClickThrough = counts.and(conversionClass.equalTo(AttributedOrders.CLICK_THROUGH));
    Column[] keys =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(by), java.util.stream.Stream.of(CURRENCY_CODE.col()))
            .toArray(Column[]::new);
    return orders
        .where(AttributedOrders.MESSAGE_ID.col().isNotNull())
        .groupBy(keys)
        .agg(
            sumWhere(isAssisted, ASSISTED),
            sumWhere(isClickThrough, CLICK_THROUGH),
            sumWhere(counts, TOTAL),
            sumWhere(AttributedOrders.IS_EXCLUDED.col(), CANCELED));
  }

  private static Column sumWhere(Column condition, Field field) {
    Column amounts = sum(when(condition, AttributedOrders.AMOUNT.col()));
    return field.is(coalesce(amounts, lit(0)));
  }
}
