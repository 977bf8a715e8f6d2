package io.campaignlake.attribution;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What {@link MessageRouter} makes of the messages of a partition. Only what lies near enough to an
 * order of a home to be its candidate goes there: most of a long history does not.
 *
 * <p>Messages are taken some at a time, and what the tables have of all of them is asked for before
 * any of it is used: the ways to memory, most of the cost, then overlap.
 */
final class RoutedTouches implements Iterator<InternalRow> {
  private static final int AT_A_TIME = 64;

  private final Iterator<InternalRow> messages;
  private final RouteTable routes;
  private final ClickTable clicks;
  private final Windows windows;
  private final List<Asked> asked = new ArrayList<>(AT_A_TIME);
  private final MeetingRows rows = new MeetingRows();
  private final List<InternalRow> ready = new ArrayList<>();
  private int given;

  /** Keeps the compiler from leaving out what only brings memory near. */
  private long fetched;

  /**
   * @param hashes of the keys
   */
  private record Asked(InternalRow message, ArrayData keys, long[] hashes, long idHash) {}

  RoutedTouches(
      Iterator<InternalRow> messages, RouteTable routes, ClickTable clicks, Windows windows) {
    this.messages = messages;
    this.routes = routes;
    this.clicks = clicks;
    this.windows = windows;
  }

  @Override
  public boolean hasNext() {
    while (given == ready.size() && messages.hasNext()) {
      ready.clear();
      given = 0;
      routeSome();
    }
    return given < ready.size();
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.get(given++);
  }

  private void routeSome() {
    asked.clear();
    while (asked.size() < AT_A_TIME && messages.hasNext()) {
      // Spark gives the same row again with the next one's content.
      asked.add(asked(messages.next().copy()));
    }
    for (Asked each : asked) {
      fetched += clicks.fetched(each.idHash());
      for (long hash : each.hashes()) {
        fetched += routes.fetched(hash);
      }
    }
    for (Asked each : asked) {
      fetched += clicks.fetchedClick(each.idHash());
      for (long hash : each.hashes()) {
        fetched += routes.fetchedHomeKeys(hash);
      }
    }
    asked.forEach(this::route);
  }

  private static Asked asked(InternalRow message) {
    ArrayData keys = MergeRows.matchKeys(message);
    long[] hashes = new long[keys.numElements()];
    for (int place = 0; place < hashes.length; place++) {
      hashes[place] = HashSlots.hash(keys.getUTF8String(place));
    }
    return new Asked(message, keys, hashes, HashSlots.hash(MergeRows.messageId(message)));
  }

  private void route(Asked each) {
    for (int place = 0; place < each.hashes().length; place++) {
      int route = routes.first(each.hashes()[place]);
      for (; route != RouteTable.NONE; route = routes.next(route)) {
        if (!routes.isSpared(route, each.keys())) {
          bring(each, each.keys().getUTF8String(place), route);
        }
      }
    }
  }

  private void bring(Asked each, UTF8String key, int route) {
    InternalRow message = each.message();
    long from = routes.firstOrder(route) - windows.horizon();
    long to = routes.lastOrder(route) + windows.ahead();
    long home = routes.home(route);
    int before = ready.size();
    UTF8String messageId = MergeRows.messageId(message);
    int click = clicks.first(messageId, each.idHash());
    for (; click != ClickTable.NONE; click = clicks.next(messageId, click)) {
      long clickedAt = clicks.clickedAt(click);
      if (from <= clickedAt && clickedAt <= to) {
        ready.add(rows.touch(message, home, key, clicks.clickId(click), clickedAt));
      }
    }
    long delivery = MergeRows.delivery(message);
    // The row of a click tells of the delivery too.
    if (ready.size() == before && from <= delivery && delivery <= to) {
      ready.add(rows.touch(message, home, key, null, 0));
    }
  }
}
