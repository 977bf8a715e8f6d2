package io.campaignlake.attribution;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * To which homes a message has to go by one of its keys, found by the hash of the key, with the
 * times of the orders that wait there.
 */
final class RouteTable implements Serializable {
  static final int NONE = HashSlots.NONE;

  private static final long serialVersionUID = 1L;
  private static final long MINUTE = 60_000_000;

  // Numbers of a route.
  private static final int UNLESS = 1;
  private static final int HOME = 2;
  private static final int MINUTES = 3;

  /** By the home's own key. Other routes tell where that key stands, counted from the next on. */
  private static final long WITHOUT = 1;

  private final HashSlots byKey;
  private final PackedBytes homeKeys = new PackedBytes();

  /**
   * @param expected routes; there may be more
   */
  RouteTable(int expected) {
    byKey = new HashSlots(3, expected);
  }

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
    long minute = Math.floorDiv(orderedAt, MINUTE);
    int route = byKey.first(from);
    while (route != NONE && !(home(route) == home && isUnless(route, homeKey))) {
      route = byKey.next(route);
    }
    if (route == NONE) {
      route = byKey.add(from, homeKey == null ? WITHOUT : kept(homeKey));
      byKey.set(route, HOME, home);
      byKey.set(route, MINUTES, minute << Integer.SIZE | minute);
      return;
    }
    long first = Math.min(firstMinute(route), minute);
    long last = Math.max(lastMinute(route), minute);
    byKey.set(route, MINUTES, first << Integer.SIZE | last);
  }

  private long kept(UTF8String homeKey) {
    int place = homeKeys.size();
    homeKeys.putText(homeKey);
    return place + WITHOUT + 1;
  }

  private boolean isUnless(int route, UTF8String homeKey) {
    return homeKey == null
        ? isByHomeKey(route)
        : !isByHomeKey(route) && homeKeys.holds(homeKey(route), homeKey);
  }

  private boolean isByHomeKey(int route) {
    return byKey.number(route, UNLESS) == WITHOUT;
  }

  private int homeKey(int route) {
    return (int) (byKey.number(route, UNLESS) - WITHOUT - 1);
  }

  private long firstMinute(int route) {
    return byKey.number(route, MINUTES) >> Integer.SIZE;
  }

  private long lastMinute(int route) {
    return (int) byKey.number(route, MINUTES);
  }

  /** Prefetches the routes by a key of this hash; the value returned has no meaning. */
  long fetched(long from) {
    return byKey.fetched(from);
  }

  /** Prefetches what {@link #isSpared} looks at; the value returned has no meaning. */
  long fetchedHomeKeys(long from) {
    long fetched = 0;
    for (int route = first(from); route != NONE; route = next(route)) {
      fetched += isByHomeKey(route) ? 0 : homeKeys.byteAt(homeKey(route));
    }
    return fetched;
  }

  /** The first route by a key of this hash, or {@link #NONE}. */
  int first(long from) {
    return byKey.first(from);
  }

  int next(int route) {
    return byKey.next(route);
  }

  long home(int route) {
    return byKey.number(route, HOME);
  }

  /** No order waits there earlier; microseconds of UTC. */
  long firstOrder(int route) {
    return firstMinute(route) * MINUTE;
  }

  /** No order waits there later; microseconds of UTC. */
  long lastOrder(int route) {
    return (lastMinute(route) + 1) * MINUTE;
  }

  /** Whether a message with these keys comes by the home's own key, and so not by this route. */
  boolean isSpared(int route, ArrayData keys) {
    if (isByHomeKey(route)) {
      return false;
    }
    int homeKey = homeKey(route);
    for (int place = 0; place < keys.numElements(); place++) {
      if (homeKeys.holds(homeKey, keys.getUTF8String(place))) {
        return true;
      }
    }
    return false;
  }
}
