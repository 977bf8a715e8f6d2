package io.campaignlake.attribution;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.campaignlake.lake.SmallSide;
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

  /** Orders of one customer under several phones, from which on the customer is the home. */
  private static final int CROWD = 100;

  private Homes() {}

  /**
   * Orders with their home: that of the phone, else of the customer. A customer with many orders
   * under many phones, as shop staff have, is the home of all of them, or each message to that
   * customer would go to each of the phones.
   *
   * @param keyed rows of {@link Attribution#keyed}
   */
  static Dataset<Row> ofOrders(Dataset<Row> keyed) {
    Column first = get(Attribution.ORDER_KEYS, lit(0));
    Column second = get(Attribution.ORDER_KEYS, lit(1));
    Dataset<Row> twoKeys = keyed.where(second.isNotNull());
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
    return keyed
        .join(broadcast(crowds), isOfCrowd, "left")
        .withColumn("home_key", when(inCrowd, second).otherwise(first))
        .withColumn("other_key", when(inCrowd, first).otherwise(second))
        .withColumn("home", when(HOME_KEY.isNull(), ofNobody).otherwise(xxhash64(HOME_KEY)));
  }

  /**
   * Messages with {@code home} and {@code via_key}, once for each home of an order that shares a
   * key with them; those that share no order's key are gone.
   *
   * @param homed rows of {@link #ofOrders}
   */
  static Dataset<Row> ofMessages(Dataset<Row> messages, Dataset<Row> homed) {
    Dataset<Row> routes =
        homed
            .select(HOME, explode(array(HOME_KEY, OTHER_KEY)).as("key"))
            .where(col("key").isNotNull())
            .select(xxhash64(col("key")).as("from"), HOME)
            .distinct();
    Dataset<Row> byKey =
        messages
            .withColumn("via_key", explode(Messages.MATCH_KEYS.col()))
            .withColumn("via", xxhash64(VIA_KEY));
    Column isOfHome = col("via").equalTo(HOME);
    Column comesByAnotherKey =
        exists(Messages.MATCH_KEYS.col(), key -> xxhash64(key).equalTo(HOME));
    return byKey
        .join(SmallSide.hinted(routes), col("via").equalTo(col("from")))
        .where(isOfHome.or(not(comesByAnotherKey)))
        .drop("via", "from", "match_keys");
  }
}
