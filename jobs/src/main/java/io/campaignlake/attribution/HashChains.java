package io.campaignlake.attribution;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Numbers the rows of a table from 0 on and finds them by a 64-bit hash. What a row holds stands in
 * arrays of its table, under that number: no objects, so that millions of rows fit into the memory
 * of a task and go to it in one piece. Rows with the same hash are a chain; whether they have the
 * same key, their table decides.
 */
final class HashChains implements Serializable {
  static final int NONE = -1;

  private static final long serialVersionUID = 1L;
  private static final int LEAST_SLOTS = 16;

  /** That of Spark's {@code xxhash64}. */
  private static final long SEED = 42;

  private int size;
  private long[] hashes = new long[LEAST_SLOTS];
  private int[] next = new int[LEAST_SLOTS];

  /** The number after that of the last row of each slot, so that 0 is an empty one. */
  private int[] slots = new int[LEAST_SLOTS];

  /** What Spark's {@code xxhash64} gives for a text. */
  static long hash(UTF8String text) {
    return XXH64.hashUTF8String(text, SEED);
  }

  /** Numbers a new row. */
  int add(long hash) {
    if (size == hashes.length) {
      grow();
    }
    hashes[size] = hash;
    link(size);
    return size++;
  }

  private void grow() {
    int most = Math.multiplyExact(size, 2);
    hashes = Arrays.copyOf(hashes, most);
    next = Arrays.copyOf(next, most);
    slots = new int[most];
    for (int row = 0; row < size; row++) {
      link(row);
    }
  }

  private void link(int row) {
    int slot = slot(hashes[row]);
    next[row] = slots[slot] - 1;
    slots[slot] = row + 1;
  }

  private int slot(long hash) {
    return (int) (hash ^ hash >>> 32) & slots.length - 1;
  }

  /** The first row with this hash, or {@link #NONE}. */
  int first(long hash) {
    return withHash(hash, slots[slot(hash)] - 1);
  }

  /** The next row with the hash of this one, or {@link #NONE}. */
  int next(int row) {
    return withHash(hashes[row], next[row]);
  }

  private int withHash(long hash, int from) {
    int row = from;
    while (row != NONE && hashes[row] != hash) {
      row = next[row];
    }
    return row;
  }

  int size() {
    return size;
  }

  /** Rows for which the arrays of the table need a place. */
  int capacity() {
    return hashes.length;
  }
}
