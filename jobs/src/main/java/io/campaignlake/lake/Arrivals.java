package io.campaignlake.lake;

import java.time.Instant;

/**
 * What came into the lake from outside.
 *
 * @param number files, and documents of topics
 * @param oldest when the first of them arrived where the lake found it; null when nothing came
 */
public record Arrivals(long number, Instant oldest) {
  static final Arrivals NONE = new Arrivals(0, null);

  Arrivals plus(Arrivals other) {
    boolean isOlder = oldest == null || (other.oldest != null && other.oldest.isBefore(oldest));
    return new Arrivals(number + other.number, isOlder ? other.oldest : oldest);
  }
}
