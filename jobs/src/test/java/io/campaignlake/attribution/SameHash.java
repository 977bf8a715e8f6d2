package io.campaignlake.attribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Two texts that have the same 64-bit hash once the prefix stands before them. The last eight bytes
 * of the second make up for what the eight before them do otherwise.
 */
record SameHash(String one, String other) {
  private static final int LENGTH = 24;
  private static final long FIRST_PRIME = 0x9E3779B185EBCA87L;
  private static final long SECOND_PRIME = 0xC2B2AE3D27D4EB4FL;
  private static final long FOURTH_PRIME = 0x85EBCA77C2B2AE63L;

  static SameHash of(String prefix) {
    String one = prefix + "1".repeat(LENGTH - prefix.length());
    long due = stateBeforeLast(one) ^ round(word(one, 2));
    for (int trial = 0; ; trial++) {
      String begun = one.substring(0, 8) + "%08d".formatted(trial);
      String last = text(inverseRound(due ^ stateBeforeLast(begun)));
      if (last.chars().allMatch(SameHash::isLetterOrDigit) && !one.equals(begun + last)) {
        String other = begun + last;
        assertThat(HashSlots.hash(UTF8String.fromString(other)))
            .isEqualTo(HashSlots.hash(UTF8String.fromString(one)));
        return new SameHash(one.substring(prefix.length()), other.substring(prefix.length()));
      }
    }
  }

  private static boolean isLetterOrDigit(int letter) {
    return letter < 128 && Character.isLetterOrDigit(letter);
  }

  /** Of two texts with the same first eight bytes, the part that differs. */
  private static long stateBeforeLast(String text) {
    // Seed, fifth prime and length.
    long state = 42L + 0x27D4EB2F165667C5L + LENGTH;
    for (int place = 0; place < 2; place++) {
      state ^= round(word(text, place));
      state = Long.rotateLeft(state, 27) * FIRST_PRIME + FOURTH_PRIME;
    }
    return state;
  }

  private static long round(long word) {
    return Long.rotateLeft(word * SECOND_PRIME, 31) * FIRST_PRIME;
  }

  private static long inverseRound(long rounded) {
    return Long.rotateRight(rounded * inverse(FIRST_PRIME), 31) * inverse(SECOND_PRIME);
  }

  /** By which an odd number has to be multiplied to give 1. */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int step = 0; step < 6; step++) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  private static long word(String text, int place) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getLong(place * Long.BYTES);
  }

  private static String text(long word) {
    byte[] bytes = new byte[Long.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(word);
    return new String(bytes, ISO_8859_1);
  }
}
