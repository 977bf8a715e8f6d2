package io.campaignlake.attribution;

import java.util.ArrayList;
import java.util.List;

/** Touches of one class and match key, best first, so that a stretch of time is a stretch of it. */
final class TouchList {
  private final List<Touch> byMerit;

  private TouchList(List<Touch> byMerit) {
    this.byMerit = byMerit;
  }

  /**
   * @param touches in any order; copies of a touch count once
   */
  static TouchList of(List<Touch> touches) {
    touches.sort(Touch.BY_MERIT);
    List<Touch> distinct = new ArrayList<>(touches.size());
    Touch last = null;
    for (Touch touch : touches) {
      if (last == null || Touch.BY_MERIT.compare(last, touch) != 0) {
        distinct.add(touch);
      }
      last = touch;
    }
    return new TouchList(distinct);
  }

  Touch at(int index) {
    return byMerit.get(index);
  }

  /** Where the touches begin that happened at this time or before; the size if there are none. */
  int firstAtOrBefore(long time) {
    int low = 0;
    int high = byMerit.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byMerit.get(middle).anchor() <= time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
