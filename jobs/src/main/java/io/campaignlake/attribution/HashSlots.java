package io.campaignlake.attribution;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Rows of a few numbers, found by a 64-bit hash. All that belongs to a row stands side by side in
 * one array: to look it up costs one way to memory, which is the most expensive thing there is in
 * routing a message, and the whole goes to a task in one piece. Rows may have the same hash;
 * whether they have the same key, their table decides.
 */
final class HashSlots implements Serializable {
  static final int NONE = -1;

  private static final long serialVersionUID = 1L;
  private static final int LEAST_SLOTS = 16;

  /** That of Spark's {@code xxhash64}. */
  private static final long SEED = 42;

  /** In the first number: another row with the same hash was added after this one. */
  private static final long MORE = Long.MIN_VALUE;

  private final int width;
  private int slots;
  private int size;
  private long[] words;

  /**
   * @param numbers of a row, the hash aside; the first of them is positive
   * @param expected rows; there may be more
   */
  HashSlots(int numbers, int expected) {
    width = numbers + 1;
    slots = Math.addExact(expected, expected / 2) + LEAST_SLOTS;
    words = new long[slots * width];
  }

  /** What Spark's {@code xxhash64} gives for a text. */
  static long hash(UTF8String text) {
    return XXH64.hashUTF8String(text, SEED);
  }

  /**
   * Adds a row; those found before may stand elsewhere afterwards.
   *
   * @param first number of the row, positive
   */
  int add(long hash, long first) {
    if (size >= slots / 5 * 3) {
      grow();
    }
    size++;
    return put(hash, first);
  }

  private int put(long hash, long first) {
    int row = home(hash);
    while (words[row + 1] != 0) {
      if (words[row] == hash) {
        words[row + 1] |= MORE;
      }
      row = after(row);
    }
    words[row] = hash;
    words[row + 1] = first;
    return row;
  }

  private void grow() {
    long[] former = words;
    slots = Math.addExact(slots, slots / 2);
    words = new long[Math.multiplyExact(slots, width)];
    for (int row = 0; row < former.length; row += width) {
      if (former[row + 1] != 0) {
        int moved = put(former[row], former[row + 1] & ~MORE);
        System.arraycopy(former, row + 2, words, moved + 2, width - 2);
      }
    }
  }

  /** Where the search for a hash begins: its share of all hashes, on the way through the slots. */
  private int home(long hash) {
    return (int) Math.multiplyHigh(hash >>> 1, 2L * slots) * width;
  }

  private int after(int row) {
    int next = row + width;
    return next == words.length ? 0 : next;
  }

  /** Prefetches the place of a hash into the CPU's cache; the value returned has no meaning. */
  long fetched(long hash) {
    return words[home(hash) + 1];
  }

  /** The first row with this hash, or {@link #NONE}. */
  int first(long hash) {
    return from(home(hash), hash);
  }

  /** The next row with the hash of this one, or {@link #NONE}. */
  int next(int row) {
    return (words[row + 1] & MORE) == 0 ? NONE : from(after(row), words[row]);
  }

  private int from(int start, long hash) {
    int row = start;
    while (words[row + 1] != 0) {
      if (words[row] == hash) {
        return row;
      }
      row = after(row);
    }
    return NONE;
  }

  /**
   * @param number from 1 on
   */
  long number(int row, int number) {
    return words[row + number] & (number == 1 ? ~MORE : -1);
  }

  void set(int row, int number, long value) {
    words[row + number] = number == 1 ? value | words[row + 1] & MORE : value;
  }

  int size() {
    return size;
  }
}
