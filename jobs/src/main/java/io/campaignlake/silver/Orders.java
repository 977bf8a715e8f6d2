package io.campaignlake.silver;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code silver.orders}: each VTEX order in its latest version (semantics §5). */
public final class Orders {
  public static final Field ORDER_ID =
      required("order_id", StringType, "VTEX orderId.").answersTo("VTEX: orderId");
  public static final Field ORDERED_AT =
      required("ordered_at", TimestampType, "creationDate, UTC.").answersTo("VTEX: creationDate");
  public static final Field CHANGED_AT =
      required(
              "changed_at",
              TimestampType,
              "lastChange, else creationDate, UTC: the latest version wins.")
          .answersTo("VTEX: lastChange");
  public static final Field STATUS =
      optional("status", StringType, "VTEX status as it came.").answersTo("VTEX: status");
  public static final Field AMOUNT =
      required("amount", Money.TYPE, "Order total in currency units (VTEX value / 100).")
          .money()
          .answersTo("VTEX: value");
  public static final Field CURRENCY_CODE =
      required("currency_code", StringType, "ISO 4217.")
          .answersTo("VTEX: storePreferencesData.currencyCode");
  public static final Field CUSTOMER_ID =
      optional("customer_id", StringType, "userProfileId of the buyer.")
          .answersTo("VTEX: clientProfileData.userProfileId");
  public static final Field PHONE_KEY =
      optional("phone_key", StringType, "Phone match key of the buyer's number.")
          .answersTo("VTEX: clientProfileData.phone");
  public static final Field ORDER_FORM_ID =
      optional("order_form_id", StringType, "The cart that it came from.")
          .answersTo("VTEX: orderFormId");
  public static final Field ITEMS =
      required("items", Items.TYPE, "What was bought; price per unit in currency units.")
          .answersTo("VTEX: items");
  public static final Field HAS_ITEMS_MISMATCH =
      required(
          "has_items_mismatch",
          BooleanType,
          "True when items and the other totals do not add up to the amount.");
  public static final Field HASH =
      required(
          "hash",
          StringType,
          "SHA-256 of its canonical JSON, hexadecimal: ends a tie between versions.");

  public static final Table TABLE =
      Table.internal(
              "silver",
              "orders",
              "One order in its latest version.",
              List.of(
                  ORDER_ID,
                  ORDERED_AT,
                  CHANGED_AT,
                  STATUS,
                  AMOUNT,
                  CURRENCY_CODE,
                  CUSTOMER_ID,
                  PHONE_KEY,
                  ORDER_FORM_ID,
                  ITEMS,
                  HAS_ITEMS_MISMATCH,
                  HASH,
                  RawTables.FILE,
                  RawTables.INGESTED_AT))
          .keyedBy(ORDER_ID);

  private Orders() {}

  static DocumentParser parser(String defaultRegion) {
    return (order, times, source, parsed) -> {
      String id = Json.required(order, "orderId", Reason.MISSING_ORDER_ID);
      BigDecimal amount = Money.cents(order, "value");
      JsonNode store = order.path("storePreferencesData");
      String currency =
          Json.required(store, "currencyCode", Reason.MISSING_CURRENCY)
              .strip()
              .toUpperCase(Locale.ROOT);
      if (!currency.matches("[A-Z]{3}")) {
        throw new BadValue(Reason.BAD_CURRENCY);
      }
      Instant orderedAt = times.iso(order, "creationDate");
      Instant lastChange = times.isoOrNull(order, "lastChange");
      JsonNode client = order.path("clientProfileData");
      parsed.row(
          TABLE,
          id,
          orderedAt,
          lastChange == null ? orderedAt : lastChange,
          Json.text(order, "status"),
          amount,
          currency,
          Json.text(client, "userProfileId"),
          Phones.ofShop(Json.text(client, "phone"), Json.text(store, "countryCode"), defaultRegion),
          Json.text(order, "orderFormId"),
          Items.of(order),
          hasMismatch(order, amount),
          Json.hash(order));
    };
  }

  private static boolean hasMismatch(JsonNode order, BigDecimal amount) {
    BigDecimal sum = Items.sum(order);
    for (JsonNode total : Json.listOrNone(order, "totals")) {
      String id = String.valueOf(Json.text(total, "id"));
      // sellingPrice has the discounts in it already.
      boolean isBesideItems = !id.equals("Items") && !id.equals("Discounts");
      BigDecimal value = Money.centsOrNull(total, "value");
      sum = isBesideItems && value != null ? sum.add(value) : sum;
    }
    return sum.compareTo(amount) != 0;
  }

  /** Of the versions known so far and those that came, each order's latest. */
  static Dataset<Row> folded(Dataset<Row> versions) {
    return Versions.greatest(versions, TABLE, CHANGED_AT, HASH);
  }
}
