package io.campaignlake.reference;

import java.util.List;

/**
 * The decisions of a random world, read from a tape of numbers. Zero is always the simplest choice,
 * and so is everything past the end: a tape of smaller numbers tells a simpler world, which lets
 * jqwik shrink a failing one.
 */
final class Choices {
  private final int[] tape;
  private int position;

  /** The numbers are not negative. */
  Choices(int[] tape) {
    this.tape = tape;
  }

  /** From 0 to {@code bound} − 1. */
  int below(int bound) {
    return position < tape.length ? tape[position++] % bound : 0;
  }

  /** True once in {@code n}; the simplest answer is no. */
  boolean oneIn(int n) {
    return below(n) == n - 1;
  }

  /** The first is the simplest. */
  @SafeVarargs
  final <T> T of(T... options) {
    return options[below(options.length)];
  }

  <T> T of(List<T> options) {
    return options.get(below(options.size()));
  }
}
