package io.campaignlake.attribution;

import java.util.ArrayList;
import java.util.List;

/** All touches that share one match key. */
final class KeyTouches {
  private final List<Touch> clicksAsTheyCame = new ArrayList<>(0);
  private final List<Touch> deliveriesAsTheyCame = new ArrayList<>();
  private TouchList clicks;
  private TouchList deliveries;

  /** A message stands here once with each of its clicks; its delivery counts once. */
  void add(Touch touch) {
    (touch.isClick() ? clicksAsTheyCame : deliveriesAsTheyCame).add(touch);
  }

  // Sorted when an order first asks: the touches of people who never order are not.
  TouchList clicks() {
    if (clicks == null) {
      clicks = TouchList.of(clicksAsTheyCame);
    }
    return clicks;
  }

  TouchList deliveries() {
    if (deliveries == null) {
      deliveries = TouchList.of(deliveriesAsTheyCame);
    }
    return deliveries;
  }
}
