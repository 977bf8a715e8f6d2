package io.campaignlake.attribution;

import io.campaignlake.lake.SparkRows;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Brings messages to the homes of the orders by two tables that every task has as a whole: the
 * routes that follow from the orders, and the clicks. One look at a message then tells where it has
 * to go, and nothing is made of one that has to go nowhere.
 *
 * @param orders rows of {@code silver.orders}
 * @param clicks rows of {@link Touches#human}
 * @param most bytes that each of the tables may have
 */
record Routing(Dataset<Row> orders, Dataset<Row> clicks, Windows windows, long most) {
  private static final long MOST_BYTES = 512L << 20;

  /** The rows stand packed in memory, once for the tables and once for those who fetch them. */
  private static final long SHARE_OF_HEAP = 8;

  /** What a JVM with this heap may hold of a table. */
  static long mostBytes() {
    return Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /**
   * Rows for the merge; nothing when a table is too large for every task to have it.
   *
   * @param messages rows of {@link Touches#delivered}
   */
  Optional<Dataset<Row>> meeting(Dataset<Row> messages) {
    Column nobody = Homes.isOfCrowd(Set.of());
    Optional<List<byte[]>> keys = Packing.packed(Homes.keys(orders, nobody), OrderKeys::pack, most);
    return keys.flatMap(
        known ->
            Packing.packed(clicks, ClickTable::pack, most)
                .map(packed -> meeting(messages, known, ClickTable.of(packed))));
  }

  private Dataset<Row> meeting(Dataset<Row> messages, List<byte[]> keys, ClickTable clickTable) {
    Set<Long> crowds = Crowds.of(keys);
    MessageRouter router =
        new MessageRouter(broadcast(routes(keys, crowds)), broadcast(clickTable), windows);
    JavaRDD<InternalRow> touches = SparkRows.of(messages).mapPartitions(router);
    return MergeRows.packedOrders(Homes.ofOrders(orders, Homes.isOfCrowd(crowds)))
        .union(SparkRows.dataset(orders.sparkSession(), touches, MeetingRows.SCHEMA));
  }

  private RouteTable routes(List<byte[]> keys, Set<Long> crowds) {
    RouteTable routes = new RouteTable(OrderKeys.about(keys));
    OrderKeys.each(
        keys,
        (orderedAt, home, other, homeKey) -> {
          if (homeKey.numBytes() == 0) {
            routes.add(home, orderedAt);
          } else if (!crowds.contains(other)) {
            routes.add(home, orderedAt);
            routes.add(other, home, homeKey, orderedAt);
          }
        });
    if (!crowds.isEmpty()) {
      addCrowds(routes, crowds);
    }
    return routes;
  }

  /** Their home is the customer, whose text was not asked for before. */
  private void addCrowds(RouteTable routes, Set<Long> crowds) {
    Column isOfCrowd = Homes.isOfCrowd(crowds);
    Dataset<Row> keys = Homes.keys(orders.where(isOfCrowd), isOfCrowd);
    OrderKeys.each(
        Packing.packed(keys, OrderKeys::pack, Long.MAX_VALUE).orElseThrow(),
        (orderedAt, home, other, homeKey) -> {
          routes.add(home, orderedAt);
          routes.add(other, home, homeKey, orderedAt);
        });
  }

  private <T> Broadcast<T> broadcast(T table) {
    return JavaSparkContext.fromSparkContext(orders.sparkSession().sparkContext()).broadcast(table);
  }
}
