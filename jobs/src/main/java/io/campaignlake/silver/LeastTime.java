package io.campaignlake.silver;

/** The earliest of some times; null for none. */
final class LeastTime {
  Long time;

  void add(long other) {
    if (time == null || other < time) {
      time = other;
    }
  }
}
