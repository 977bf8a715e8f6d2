package io.campaignlake.reports;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Carts;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Money;
import io.campaignlake.silver.Orders;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code reports.conversions}: each order that a campaign earned, with the message that did. */
public final class Conversions {
  public static final Field ORDER_ID = required("order_id", StringType, "Order.");
  public static final Field CAMPAIGN_ID =
      required("campaign_id", StringType, "Campaign that earned it.");
  public static final Field MESSAGE_ID =
      required("message_id", StringType, "Message that earned it.");
  public static final Field SEND_DATE =
      required("send_date", DateType, "Send date of that message; the report selects by it.");
  public static final Field CONVERSION_CLASS =
      required("conversion_class", StringType, "CLICK_THROUGH or ASSISTED.");
  public static final Field USER_ID =
      required(
              "user_id",
              StringType,
              "The order's customer id, else the send's, else the order's phone key, else the recipient's.")
          .answersTo("VTEX: userId");
  public static final Field DELIVERED_REMINDER_AT =
      optional("delivered_reminder_at", TimestampType, "Effective delivery of the message, UTC.")
          .answersTo("VTEX: deliveredReminderAt");
  public static final Field READ_REMINDER_AT =
      optional("read_reminder_at", TimestampType, "Read receipt of the message, UTC.")
          .answersTo("VTEX: readReminderAt");
  public static final Field ORDERED_AT =
      required("ordered_at", TimestampType, "When the order was placed, UTC.")
          .answersTo("VTEX: orderCreatedAt");
  public static final Field HAS_CLICKED =
      required(
              "has_clicked_on_reminder",
              BooleanType,
              "True with any human click on the message, also one after the order.")
          .answersTo("VTEX: hasClickedOnReminder");
  public static final Field CHECKOUT_ITEMS =
      optional(
              "checkout_items",
              Carts.ITEMS.type(),
              "Items of the cart that the send names if it has landed, else of the order's cart; price per unit in currency units.")
          .answersTo("VTEX: checkoutItems");
  public static final Field ORDER_ITEMS =
      required(
              "order_items",
              Orders.ITEMS.type(),
              "What was bought; price per unit in currency units.")
          .answersTo("VTEX: orderItems");
  public static final Field ORDER_TOTAL =
      required("order_total", Money.TYPE, "Order total in currency units.")
          .money()
          .answersTo("VTEX: orderTotal");
  public static final Field CURRENCY_CODE =
      required("currency_code", StringType, "ISO 4217.").answersTo("VTEX: currency");
  public static final Field ORDER_FORM_ID =
      optional("order_form_id", StringType, "The order's cart, else the one that the send names.")
          .answersTo("VTEX: orderFormId");

  /** Kept so that a cart which lands late finds the orders that it belongs to. */
  static final Field SEND_ORDER_FORM_ID =
      optional(
          "send_order_form_id", StringType, "The cart that the send names; its items come first.");

  public static final Table TABLE =
      Table.published(
              "reports",
              "conversions",
              "One credited order whose status earns a conversion.",
              List.of(
                  ORDER_ID,
                  CAMPAIGN_ID,
                  MESSAGE_ID,
                  SEND_DATE,
                  CONVERSION_CLASS,
                  USER_ID,
                  DELIVERED_REMINDER_AT,
                  READ_REMINDER_AT,
                  ORDERED_AT,
                  HAS_CLICKED,
                  CHECKOUT_ITEMS,
                  ORDER_ITEMS,
                  ORDER_TOTAL,
                  CURRENCY_CODE,
                  ORDER_FORM_ID,
                  SEND_ORDER_FORM_ID))
          .keyedBy(ORDER_ID)
          .daysBy(SEND_DATE);

  private static final String CREDIT = "credit";
  private static final String ORDER = "sold";
  private static final String MESSAGE = "message";
  private static final String SEND_CART = "send_cart";
  private static final String ORDER_CART = "order_cart";

  /** What of a message is reported. */
  static final Column[] OF_MESSAGES =
      Field.columns(
          Messages.MESSAGE_ID,
          Messages.CUSTOMER_ID,
          Messages.RECIPIENT_KEY,
          Messages.ORDER_FORM_ID,
          Messages.EFFECTIVE_DELIVERED_AT,
          Messages.READ_AT,
          Messages.FIRST_CLICK_AT);

  /** The same of an order. */
  static final Column[] OF_ORDERS =
      Field.columns(
          Orders.ORDER_ID,
          Orders.CUSTOMER_ID,
          Orders.PHONE_KEY,
          Orders.ORDER_FORM_ID,
          Orders.ITEMS);

  private Conversions() {}

  /**
   * The orders that a campaign earned, each with its credit and its message.
   *
   * @param credits rows of {@code attribution.attributed_orders}
   * @param orders rows of {@code silver.orders}, at least those credited
   * @param messages rows of {@code silver.messages}, at least those credited
   */
  static Dataset<Row> sold(Dataset<Row> credits, Dataset<Row> orders, Dataset<Row> messages) {
    Column isCredited = AttributedOrders.MESSAGE_ID.col().isNotNull();
    Column counts = AttributedOrders.IS_EXCLUDED.col().equalTo(false);
    Column sameMessage =
        Messages.MESSAGE_ID.of(MESSAGE).equalTo(AttributedOrders.MESSAGE_ID.of(CREDIT));
    Column sameOrder = Orders.ORDER_ID.of(ORDER).equalTo(AttributedOrders.ORDER_ID.of(CREDIT));
    return credits
        .where(isCredited.and(counts))
        .as(CREDIT)
        .join(messages.select(OF_MESSAGES).as(MESSAGE), sameMessage, "inner")
        .join(orders.select(OF_ORDERS).as(ORDER), sameOrder, "inner");
  }

  /**
   * Those of the carts that orders or their messages name.
   *
   * @param sold rows of {@link #sold}
   */
  static Dataset<Row> named(Dataset<Row> carts, Dataset<Row> sold) {
    Dataset<Row> ids =
        sold.select(Orders.ORDER_FORM_ID.of(ORDER))
            .union(sold.select(Messages.ORDER_FORM_ID.of(MESSAGE)))
            .distinct();
    return Inputs.among(
        carts.select(Carts.ORDER_FORM_ID.col(), Carts.ITEMS.col()), SmallSide.counted(ids));
  }

  /**
   * @param sold rows of {@link #sold}
   * @param carts rows of {@code silver.carts}, at least those named
   */
  static Dataset<Row> of(Dataset<Row> sold, Dataset<Row> carts) {
    Column cartOfSend =
        Carts.ORDER_FORM_ID.of(SEND_CART).equalTo(Messages.ORDER_FORM_ID.of(MESSAGE));
    Column cartOfOrder = Carts.ORDER_FORM_ID.of(ORDER_CART).equalTo(Orders.ORDER_FORM_ID.of(ORDER));
    return sold.join(carts.as(SEND_CART), cartOfSend, "left")
        .join(carts.as(ORDER_CART), cartOfOrder, "left")
        .select(columns());
  }

  private static Column[] columns() {
    return new Column[] {
      ORDER_ID.is(AttributedOrders.ORDER_ID.of(CREDIT)),
      CAMPAIGN_ID.is(AttributedOrders.CAMPAIGN_ID.of(CREDIT)),
      MESSAGE_ID.is(AttributedOrders.MESSAGE_ID.of(CREDIT)),
      SEND_DATE.is(AttributedOrders.SEND_DATE.of(CREDIT)),
      CONVERSION_CLASS.is(AttributedOrders.CONVERSION_CLASS.of(CREDIT)),
      USER_ID.is(userId()),
      DELIVERED_REMINDER_AT.is(Messages.EFFECTIVE_DELIVERED_AT.of(MESSAGE)),
      READ_REMINDER_AT.is(Messages.READ_AT.of(MESSAGE)),
      ORDERED_AT.is(AttributedOrders.ORDERED_AT.of(CREDIT)),
      HAS_CLICKED.is(Messages.FIRST_CLICK_AT.of(MESSAGE).isNotNull()),
      CHECKOUT_ITEMS.is(coalesce(Carts.ITEMS.of(SEND_CART), Carts.ITEMS.of(ORDER_CART))),
      ORDER_ITEMS.is(Orders.ITEMS.of(ORDER)),
      ORDER_TOTAL.is(AttributedOrders.AMOUNT.of(CREDIT)),
      CURRENCY_CODE.is(AttributedOrders.CURRENCY_CODE.of(CREDIT)),
      ORDER_FORM_ID.is(
          coalesce(Orders.ORDER_FORM_ID.of(ORDER), Messages.ORDER_FORM_ID.of(MESSAGE))),
      SEND_ORDER_FORM_ID.is(Messages.ORDER_FORM_ID.of(MESSAGE))
    };
  }

  /** Who bought, by the shop's own name for them if anybody gave it. */
  private static Column userId() {
    return coalesce(
        Orders.CUSTOMER_ID.of(ORDER),
        Messages.CUSTOMER_ID.of(MESSAGE),
        Orders.PHONE_KEY.of(ORDER),
        Messages.RECIPIENT_KEY.of(MESSAGE));
  }
}
