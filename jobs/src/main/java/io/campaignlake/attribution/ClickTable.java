package io.campaignlake.attribution;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Clicks that may claim orders, found by the hash of their message. */
final class ClickTable implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashChains byMessage = new HashChains();
  private final PackedBytes clicks;
  private int[] places = new int[byMessage.capacity()];

  private ClickTable(PackedBytes clicks) {
    this.clicks = clicks;
  }

  /** Packs a row of {@link Touches#human}: hash of the message, time, message, click. */
  static void pack(InternalRow click, PackedBytes to) {
    UTF8String messageId = click.getUTF8String(0);
    to.putLong(HashChains.hash(messageId));
    to.putLong(click.getLong(2));
    to.putText(messageId);
    to.putText(click.getUTF8String(1));
  }

  /**
   * @param packed by {@link #pack}
   */
  static ClickTable of(List<byte[]> packed) {
    PackedBytes all = new PackedBytes(packed);
    ClickTable table = new ClickTable(all);
    int place = 0;
    while (place < all.size()) {
      table.add(place);
      place = all.afterText(all.afterText(place + 2 * Long.BYTES));
    }
    return table;
  }

  private void add(int place) {
    int click = byMessage.add(clicks.longAt(place));
    if (click >= places.length) {
      places = Arrays.copyOf(places, byMessage.capacity());
    }
    places[click] = place;
  }

  /** The first click on a message, or {@link HashChains#NONE}. */
  int first(UTF8String messageId) {
    return of(messageId, byMessage.first(HashChains.hash(messageId)));
  }

  /** The next click on the message after this one, or {@link HashChains#NONE}. */
  int next(UTF8String messageId, int click) {
    return of(messageId, byMessage.next(click));
  }

  private int of(UTF8String messageId, int from) {
    int click = from;
    while (click != HashChains.NONE && !clicks.holds(message(click), messageId)) {
      click = byMessage.next(click);
    }
    return click;
  }

  private int message(int click) {
    return places[click] + 2 * Long.BYTES;
  }

  /** Microseconds of UTC. */
  long clickedAt(int click) {
    return clicks.longAt(places[click] + Long.BYTES);
  }

  UTF8String clickId(int click) {
    return clicks.textAt(clicks.afterText(message(click)));
  }
}
