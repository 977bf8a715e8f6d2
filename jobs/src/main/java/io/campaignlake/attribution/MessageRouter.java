package io.campaignlake.attribution;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Sends messages to the homes of the orders that share a key with them: reads rows of {@link
 * Touches#delivered}, gives rows of {@link MergeRows}, one for each home and click. Only what lies
 * near enough to an order of the home to be its candidate goes there: most of a long history does
 * not.
 */
record MessageRouter(Broadcast<RouteTable> routes, Broadcast<ClickTable> clicks, Windows windows)
    implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> messages) {
    return new Routed(messages, routes.value(), clicks.value(), windows);
  }

  /** Goes from message to message. Its rows point into the message that was read last. */
  private static final class Routed implements Iterator<InternalRow> {
    private final Iterator<InternalRow> messages;
    private final RouteTable routes;
    private final ClickTable clicks;
    private final Windows windows;
    private final List<InternalRow> ready = new ArrayList<>();
    private int given;

    Routed(Iterator<InternalRow> messages, RouteTable routes, ClickTable clicks, Windows windows) {
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
        route(messages.next());
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

    private void route(InternalRow message) {
      ArrayData keys = MergeRows.matchKeys(message);
      for (int place = 0; place < keys.numElements(); place++) {
        UTF8String key = keys.getUTF8String(place);
        int route = routes.first(HashChains.hash(key));
        for (; route != HashChains.NONE; route = routes.next(route)) {
          if (!routes.isSpared(route, keys)) {
            bring(message, key, route);
          }
        }
      }
    }

    private void bring(InternalRow message, UTF8String key, int route) {
      long from = routes.firstOrder(route) - windows.horizon();
      long to = routes.lastOrder(route) + windows.ahead();
      long home = routes.home(route);
      int before = ready.size();
      UTF8String messageId = MergeRows.messageId(message);
      int click = clicks.first(messageId);
      for (; click != HashChains.NONE; click = clicks.next(messageId, click)) {
        long clickedAt = clicks.clickedAt(click);
        if (from <= clickedAt && clickedAt <= to) {
          ready.add(MergeRows.touch(message, home, key, clicks.clickId(click), clickedAt));
        }
      }
      long delivery = MergeRows.delivery(message);
      // The row of a click tells of the delivery too.
      if (ready.size() == before && from <= delivery && delivery <= to) {
        ready.add(MergeRows.touch(message, home, key, null, null));
      }
    }
  }
}
