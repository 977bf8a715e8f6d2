package io.campaignlake.attribution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.unsafe.types.UTF8String;

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

  /** Those of messages that are not among the others. */
  KeyTouches without(KeyTouches others) {
    Set<UTF8String> messages = new HashSet<>();
    others.deliveriesAsTheyCame.forEach(touch -> messages.add(touch.message().id()));
    KeyTouches rest = new KeyTouches();
    Stream.concat(clicksAsTheyCame.stream(), deliveriesAsTheyCame.stream())
        .filter(touch -> !messages.contains(touch.message().id()))
        .forEach(rest::add);
    return rest;
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
