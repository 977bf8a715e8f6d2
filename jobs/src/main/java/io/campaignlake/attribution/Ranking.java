package io.campaignlake.attribution;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The candidates of one order, best first (semantics §7). The rules of who claims, and of who wins
 * among those that claim, stand here and nowhere else. Candidates are counted by binary search, and
 * only the best are looked at: an order costs little however many touches its person has.
 */
final class Ranking {
  static final UTF8String WON = UTF8String.fromString("WON");
  static final UTF8String BEATEN_BY_CLASS = UTF8String.fromString("BEATEN_BY_CLASS");
  static final UTF8String BEATEN_BY_RECENCY = UTF8String.fromString("BEATEN_BY_RECENCY");
  static final UTF8String BEATEN_BY_TIE = UTF8String.fromString("BEATEN_BY_TIE");
  static final UTF8String OUTSIDE_WINDOW = UTF8String.fromString("OUTSIDE_WINDOW");
  static final UTF8String BEFORE_ANCHOR = UTF8String.fromString("BEFORE_ANCHOR");

  private final long orderedAt;
  private final KeyTouches one;
  private final KeyTouches other;
  private final List<Touch> best = new ArrayList<>();
  private final int claiming;
  private long total;

  /**
   * @param orderedAt microseconds of UTC
   * @param one touches of a key of the order
   * @param other touches of its other key; none is in both
   * @param others how many are kept beside a winner
   */
  Ranking(long orderedAt, KeyTouches one, KeyTouches other, Windows windows, int others) {
    this.orderedAt = orderedAt;
    this.one = one;
    this.other = other;
    long oldest = orderedAt - windows.horizon();
    long newest = orderedAt + windows.ahead();
    long oldestClick = Math.max(oldest, orderedAt - windows.clickThrough());
    long oldestDelivery = Math.max(oldest, orderedAt - windows.assisted());
    long withWinner = others + 1L;
    addClicks(oldestClick, orderedAt, withWinner);
    addDeliveries(oldestDelivery, orderedAt, withWinner);
    claiming = best.size();
    long limit = claiming == 0 ? others : withWinner;
    addClicks(orderedAt + 1, newest, limit);
    addClicks(oldest, oldestClick - 1, limit);
    addDeliveries(orderedAt + 1, newest, limit);
    addDeliveries(oldest, oldestDelivery - 1, limit);
  }

  private void addClicks(long from, long to, long limit) {
    add(one.clicks(), other.clicks(), from, to, limit);
  }

  private void addDeliveries(long from, long to, long limit) {
    add(one.deliveries(), other.deliveries(), from, to, limit);
  }

  /** Adds the touches of a stretch of time, both ends included. */
  private void add(TouchList first, TouchList second, long from, long to, long limit) {
    int next = first.firstAtOrBefore(to);
    int end = first.firstAtOrBefore(from - 1);
    int nextOther = second.firstAtOrBefore(to);
    int endOther = second.firstAtOrBefore(from - 1);
    total += end - next + endOther - nextOther;
    while (best.size() < limit && (next < end || nextOther < endOther)) {
      boolean takesFirst =
          nextOther == endOther
              || next < end && Touch.BY_MERIT.compare(first.at(next), second.at(nextOther)) < 0;
      best.add(takesFirst ? first.at(next++) : second.at(nextOther++));
    }
  }

  /** Candidates in the horizon, kept or not. */
  long total() {
    return total;
  }

  /** The winner and the best others. */
  List<Touch> best() {
    return best;
  }

  /** What became of the touch at this place of the best. */
  UTF8String verdict(int place) {
    Touch touch = best.get(place);
    if (place >= claiming) {
      return touch.anchor() > orderedAt ? BEFORE_ANCHOR : OUTSIDE_WINDOW;
    }
    Touch winner = best.get(0);
    if (place == 0) {
      return WON;
    }
    if (touch.isClick() != winner.isClick()) {
      return BEATEN_BY_CLASS;
    }
    return touch.anchor() < winner.anchor() ? BEATEN_BY_RECENCY : BEATEN_BY_TIE;
  }
}
