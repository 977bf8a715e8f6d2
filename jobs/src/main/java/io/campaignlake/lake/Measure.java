package io.campaignlake.lake;

import java.util.Locale;

/**
 * What a number counts, and what becomes of it when rows are added together.
 *
 * @param unit for example messages, people, currency units; empty for what is no number
 */
public record Measure(String unit, Sum sum) {
  /** What is no number, or a number that is only a name. */
  static final Measure NONE = new Measure("", Sum.NONE);

  /** Whether values of several rows may be added. */
  public enum Sum {
    /** There is nothing to add. */
    NONE,
    /** Over all rows. */
    YES,
    /** Over rows of the same currency. */
    WITHIN_CURRENCY,
    /** Never: the same person or thing would count twice, or the sum means nothing. */
    NO;

    @Override
    public String toString() {
      return this == NONE ? "" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
