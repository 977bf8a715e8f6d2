package io.campaignlake.demo;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded luck. Each person, message or order draws from its own stream, named by a purpose and
 * keys, so that nothing has to be remembered and nobody's luck depends on who was asked before.
 */
final class Chance {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final String HEX = "0123456789abcdef";

  private final SplittableRandom random;

  private Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static Chance of(long seed, String purpose, long... keys) {
    long mixed = mix(seed);
    for (int i = 0; i < purpose.length(); i++) {
      mixed = mix(mixed ^ purpose.charAt(i));
    }
    for (long key : keys) {
      mixed = mix(mixed ^ key);
    }
    return new Chance(mixed);
  }

  /** A seed for luck of its own. */
  long key() {
    return random.nextLong();
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number, both ends included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A delay in whole milliseconds; short ones are far more frequent, as people answer soon. */
  Duration delay(Duration shortest, Duration longest) {
    double share = Math.pow(random.nextDouble(), 3);
    return shortest.plusMillis((long) (share * longest.minus(shortest).toMillis()));
  }

  /** A delay in whole milliseconds, every length alike. */
  Duration evenDelay(Duration shortest, Duration longest) {
    return shortest.plusMillis(random.nextLong(longest.minus(shortest).toMillis() + 1));
  }

  String hex(int length) {
    return draw(HEX, length);
  }

  String digits(int length) {
    return draw(HEX.substring(0, 10), length);
  }

  String uuid() {
    String h = hex(32);
    return String.join(
        "-",
        h.substring(0, 8),
        h.substring(8, 12),
        "4" + h.substring(13, 16),
        "a" + h.substring(17, 20),
        h.substring(20));
  }

  private String draw(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
