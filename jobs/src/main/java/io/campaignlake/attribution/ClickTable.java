package io.campaignlake.attribution;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Clicks that may claim orders, found by the hash of their message. A click is known by the place
 * from which on it stands packed: hash of its message, time, message, click.
 */
final class ClickTable implements Serializable {
  static final int NONE = -1;

  private static final long serialVersionUID = 1L;

  /** About, with ids of 36 and 16 letters. */
  private static final int BYTES_A_CLICK = 70;

  private static final int TIME = Long.BYTES;
  private static final int MESSAGE = 2 * Long.BYTES;

  /** Where the last click with a hash stands, counted from 1 on. */
  private final HashSlots lastByMessage;

  /** Each with the place of the one before it in place of the hash, counted from 1 on. */
  private final PackedBytes clicks;

  private ClickTable(PackedBytes clicks) {
    this.clicks = clicks;
    lastByMessage = new HashSlots(1, clicks.size() / BYTES_A_CLICK);
  }

  /** Packs a row of {@link Touches#human}. */
  static void pack(InternalRow click, PackedBytes to) {
    UTF8String messageId = click.getUTF8String(0);
    to.putLong(HashSlots.hash(messageId));
    to.putLong(click.getLong(2));
    to.putText(messageId);
    to.putText(click.getUTF8String(1));
  }

  /**
   * @param packed by {@link #pack}
   */
  static ClickTable of(List<byte[]> packed) {
    ClickTable table = new ClickTable(PackedBytes.joined(packed));
    int place = 0;
    while (place < table.clicks.size()) {
      table.link(place);
      place = table.clicks.afterText(table.clicks.afterText(place + MESSAGE));
    }
    return table;
  }

  private void link(int place) {
    long hash = clicks.longAt(place);
    int row = lastByMessage.first(hash);
    if (row == HashSlots.NONE) {
      lastByMessage.add(hash, place + 1L);
      clicks.setLong(place, 0);
    } else {
      clicks.setLong(place, lastByMessage.number(row, 1));
      lastByMessage.set(row, 1, place + 1L);
    }
  }

  /** Prefetches what tells of clicks into the CPU's cache; the value returned has no meaning. */
  long fetched(long hash) {
    return lastByMessage.fetched(hash);
  }

  /** Prefetches a click on the message; the value returned has no meaning. */
  long fetchedClick(long hash) {
    int row = lastByMessage.first(hash);
    return row == HashSlots.NONE ? 0 : clicks.byteAt((int) lastByMessage.number(row, 1) - 1);
  }

  /**
   * The first click on a message, or {@link #NONE}.
   *
   * @param hash of the message
   */
  int first(UTF8String messageId, long hash) {
    int row = lastByMessage.first(hash);
    return row == HashSlots.NONE ? NONE : of(messageId, (int) lastByMessage.number(row, 1) - 1);
  }

  /** The next click on the message after this one, or {@link #NONE}. */
  int next(UTF8String messageId, int click) {
    return of(messageId, (int) clicks.longAt(click) - 1);
  }

  /** Passes over those whose message only has the same hash. */
  private int of(UTF8String messageId, int from) {
    int click = from;
    while (click != NONE && !clicks.holds(click + MESSAGE, messageId)) {
      click = (int) clicks.longAt(click) - 1;
    }
    return click;
  }

  /** Microseconds of UTC. */
  long clickedAt(int click) {
    return clicks.longAt(click + TIME);
  }

  UTF8String clickId(int click) {
    return clicks.textAt(clicks.afterText(click + MESSAGE));
  }
}
