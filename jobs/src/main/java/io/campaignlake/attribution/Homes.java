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

  /** Orders of one customer under several phones, from which on the customer is the home. */
  private static final int CROWD = 100;

  private Homes() {}

  /**
   * Orders with their home: that of the phone, else of the customer. A customer with many orders
   * under many phones, as shop staff have, is the home of all of them, or each message to that
   * customer would go to each of the phones.
   *
   * @param orders rows of {@code silver.orders}
   */
  static Dataset<Row> ofOrders(Dataset<Row> orders) {
    Column phone = Attribution.PHONE_ORDER_KEY;
    Column customer = Attribution.CUSTOMER_ORDER_KEY;
    Column first = coalesce(phone, customer);
    Column second = when(phone.isNotNull(), customer);
    Dataset<Row> twoKeys = orders.where(second.isNotNull());
    Dataset<Row> crowds =
        twoKeys
            .groupBy(xxhash64(second).as("crowd"))
            .agg(
                count(lit(1)).as("orders"),
                min(xxhash64(first)).as("least"),
                max(xxhash64(first)).as("greatest"))
            .where(col("orders").gt(CROWD).and(col("least").lt(col("greatest"))))
            .select("crowd");
    Column isOfCrowd = second.isNotNull().and(xxhash64(second).equalTo(col("crowd")));
    Column inCrowd = col("crowd").isNotNull();
    Column ofNobody = xxhash64(Orders.ORDER_ID.col());
    return orders
        .join(broadcast(crowds), isOfCrowd, "left")
        .withColumn("home_key", when(inCrowd, second).otherwise(first))
        .withColumn("other_key", when(inCrowd, first).otherwise(second))
        .withColumn("home", when(HOME_KEY.isNull(), ofNobody).otherwise(xxhash64(HOME_KEY)));
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
    return isNear(Messages.EFFECTIVE_DELIVERED_AT.col(), windows)
        .or(coalesce(isNear(Clicks.CLICKED_AT.col(), windows), lit(false)));
  }

  private static Column isNear(Column anchor, Windows windows) {
    return unix_micros(anchor)
        .between(FIRST_ORDER.minus(windows.horizon()), LAST_ORDER.plus(windows.ahead()));
  }
}
