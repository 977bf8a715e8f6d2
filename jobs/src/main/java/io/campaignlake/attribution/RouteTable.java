package io.campaignlake.attribution;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * To which homes a message has to go by one of its keys, found by the hash of the key, with the
 * times of the orders that wait there.
 */
final class RouteTable implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashChains byKey = new HashChains();
  private final PackedBytes homeKeys = new PackedBytes();
  private long[] homes = new long[byKey.capacity()];
  private long[] firstOrders = new long[byKey.capacity()];
  private long[] lastOrders = new long[byKey.capacity()];

  /** Where the key of the home stands in a route by another key. */
  private int[] unless = new int[byKey.capacity()];

  /** By the key of the home itself. */
  void add(long home, long orderedAt) {
    add(home, home, null, orderedAt);
  }

  /**
   * By another key of an order of the home, for messages that do not come by the home's own.
   *
   * @param from hash of that key
   * @param homeKey null where it is the home's own
   */
  void add(long from, long home, UTF8String homeKey, long orderedAt) {
    int route = byKey.first(from);
    while (route != HashChains.NONE && !(homes[route] == home && isUnless(route, homeKey))) {
      route = byKey.next(route);
    }
    if (route == HashChains.NONE) {
      route = added(from, home, homeKey, orderedAt);
    }
    firstOrders[route] = Math.min(firstOrders[route], orderedAt);
    lastOrders[route] = Math.max(lastOrders[route], orderedAt);
  }

  private boolean isUnless(int route, UTF8String homeKey) {
    return homeKey == null
        ? unless[route] == HashChains.NONE
        : unless[route] != HashChains.NONE && homeKeys.holds(unless[route], homeKey);
  }

  private int added(long from, long home, UTF8String homeKey, long orderedAt) {
    int route = byKey.add(from);
    if (route >= homes.length) {
      homes = Arrays.copyOf(homes, byKey.capacity());
      firstOrders = Arrays.copyOf(firstOrders, byKey.capacity());
      lastOrders = Arrays.copyOf(lastOrders, byKey.capacity());
      unless = Arrays.copyOf(unless, byKey.capacity());
    }
    homes[route] = home;
    firstOrders[route] = orderedAt;
    lastOrders[route] = orderedAt;
    unless[route] = homeKey == null ? HashChains.NONE : homeKeys.size();
    if (homeKey != null) {
      homeKeys.putText(homeKey);
    }
    return route;
  }

  /** The first route by a key of this hash, or {@link HashChains#NONE}. */
  int first(long from) {
    return byKey.first(from);
  }

  int next(int route) {
    return byKey.next(route);
  }

  long home(int route) {
    return homes[route];
  }

  /** Microseconds of UTC. */
  long firstOrder(int route) {
    return firstOrders[route];
  }

  long lastOrder(int route) {
    return lastOrders[route];
  }

  /** Whether a message with these keys comes by the home's own key, and so not by this route. */
  boolean isSpared(int route, ArrayData keys) {
    if (unless[route] == HashChains.NONE) {
      return false;
    }
    for (int place = 0; place < keys.numElements(); place++) {
      if (homeKeys.holds(unless[route], keys.getUTF8String(place))) {
        return true;
      }
    }
    return false;
  }
}
