package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.campaignlake.lake.SmallSide;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import io.campaignlake.silver.Orders;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings orders and messages together that share a match key. Each order is decided in one place,
 * the home of one of its keys, and a message goes to the homes of the orders that share a key with
 * it: once to each. A home is the 64-bit hash of a key, so people may meet by accident there; who
 * belongs together is decided on the keys themselves.
 */
final class Homes {
  static final Column HOME = col("home");
  static final Column HOME_KEY = col("home_key");
  static final Column OTHER_KEY = col("other_key");

  /** The key by which a message came to a home. */
  static final Column VIA_KEY = col("via_key");

  // When the first and the last order was placed that a message is brought to.
  private static final Column FIRST_ORDER = col("first_order_at");
  private static final Column LAST_ORDER = col("last_order_at");

  /** The phone, else the customer. */
  private static final Column FIRST_KEY =
      coalesce(Attribution.PHONE_ORDER_KEY, Attribution.CUSTOMER_ORDER_KEY);

  /** The customer beside a phone. */
  private static final Column SECOND_KEY =
      when(Attribution.PHONE_ORDER_KEY.isNotNull(), Attribution.CUSTOMER_ORDER_KEY);

  private Homes() {}

  /**
   * Orders with their home: that of the phone, else of the customer. A customer with many orders
   * under many phones, as shop staff have, is the home of all of them, or each message to that
   * customer would go to each of the phones.
   *
   * @param orders rows of {@code silver.orders}
   * @param isOfCrowd whether the customer is the home in spite of the phone
   */
  static Dataset<Row> ofOrders(Dataset<Row> orders, Column isOfCrowd) {
    Column ofNobody = xxhash64(Orders.ORDER_ID.col());
    return orders
        .withColumn("home_key", when(isOfCrowd, SECOND_KEY).otherwise(FIRST_KEY))
        .withColumn("other_key", when(isOfCrowd, FIRST_KEY).otherwise(SECOND_KEY))
        .withColumn("home", when(HOME_KEY.isNull(), ofNobody).otherwise(xxhash64(HOME_KEY)));
  }

  /** Home's key, other key, and microseconds of each order. */
  static Dataset<Row> keys(Dataset<Row> orders, Column isOfCrowd) {
    return orders.select(
        when(isOfCrowd, SECOND_KEY).otherwise(FIRST_KEY).as("home_key"),
        when(isOfCrowd, FIRST_KEY).otherwise(SECOND_KEY).as("other_key"),
        unix_micros(Orders.ORDERED_AT.col()).as("at"));
  }

  /**
   * Whether an order has one of these customers beside a phone.
   *
   * @param crowds of {@link Crowds}
   */
  static Column isOfCrowd(Set<Long> crowds) {
    return crowds.isEmpty()
        ? lit(false)
        : SECOND_KEY.isNotNull().and(xxhash64(SECOND_KEY).isin(crowds.toArray()));
  }

  /** {@link #ofOrders} with the crowds found by Spark, however many they are. */
  static Dataset<Row> ofOrders(Dataset<Row> orders) {
    Dataset<Row> crowds =
        orders
            .where(SECOND_KEY.isNotNull())
            .groupBy(xxhash64(SECOND_KEY).as("crowd"))
            .agg(
                count(lit(1)).as("orders"),
                min(xxhash64(FIRST_KEY)).as("least"),
                max(xxhash64(FIRST_KEY)).as("greatest"))
            .where(col("orders").gt(Crowds.LARGEST_FAMILY).and(col("least").lt(col("greatest"))))
            .select("crowd");
    Column isOfCrowd = SECOND_KEY.isNotNull().and(xxhash64(SECOND_KEY).equalTo(col("crowd")));
    return ofOrders(orders.join(broadcast(crowds), isOfCrowd, "left"), col("crowd").isNotNull());
  }

  /**
   * Messages with {@code home} and {@code via_key}, once for each home of an order that shares a
   * key with them, and what {@link #reachesAnOrder} asks; those that share no order's key are gone.
   *
   * @param homed rows of {@link #ofOrders}
   */
  static Dataset<Row> ofMessages(Dataset<Row> messages, Dataset<Row> homed) {
    // A message that has the home's own key comes by that one, and by no other.
    Column unless = when(col("key").notEqual(HOME_KEY), HOME_KEY);
    Dataset<Row> routes =
        homed
            .select(
                HOME,
                HOME_KEY,
                unix_micros(Orders.ORDERED_AT.col()).as("at"),
                explode(array(HOME_KEY, OTHER_KEY)).as("key"))
            .where(col("key").isNotNull())
            .groupBy(xxhash64(col("key")).as("from"), HOME, unless.as("unless_key"))
            .agg(min("at").as("first_order_at"), max("at").as("last_order_at"));
    Dataset<Row> byKey =
        messages
            .withColumn("via_key", explode(Messages.MATCH_KEYS.col()))
            .withColumn("via", xxhash64(VIA_KEY));
    Column comesByHomeKey = array_contains(Messages.MATCH_KEYS.col(), col("unless_key"));
    return byKey
        .join(SmallSide.counted(routes), col("via").equalTo(col("from")))
        .where(col("unless_key").isNull().or(not(comesByHomeKey)))
        .drop("via", "from", "unless_key", "match_keys");
  }

  /**
   * Whether a message or its click lies near enough to the orders of its home to be a candidate of
   * one: the others, most of a long history, are not shuffled.
   */
  static Column reachesAnOrder(Windows windows) {
    return isNear(unix_micros(Messages.EFFECTIVE_DELIVERED_AT.col()), windows)
        .or(coalesce(isNear(Clicks.CLICKED_AT.col(), windows), lit(false)));
  }

  private static Column isNear(Column anchor, Windows windows) {
    return anchor.between(FIRST_ORDER.minus(windows.horizon()), LAST_ORDER.plus(windows.ahead()));
  }
}
