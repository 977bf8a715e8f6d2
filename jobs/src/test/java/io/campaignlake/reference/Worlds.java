package io.campaignlake.reference;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/**
 * Small random worlds: one to three campaigns, one to six people, a handful of messages on both
 * connectors, and the shop's orders. The ids, phones and customers of two worlds with different
 * numbers are disjoint, so that many worlds fit in one lake; only what looks at the whole lake (its
 * latest attempt) joins them. Times lie from February to May 2026; a clock of 15 June suits.
 *
 * <p>A few documents of each world are to be rejected: a lake that takes them needs a high {@code
 * quality.max-rejected-share}.
 */
public final class Worlds {
  /** World numbers are from 0 to this, not included. */
  public static final int NUMBERS = 1_000;

  private static final int TAPE = 700;

  private Worlds() {}

  /** One world; equal arguments give equal worlds. */
  public static Landing sample(long seed, int worldNo) {
    Random random = new Random(seed * NUMBERS + worldNo);
    return world(worldNo, random.ints(TAPE, 0, Integer.MAX_VALUE).toArray());
  }

  /** Worlds of one number; they shrink towards fewer and plainer documents. */
  public static Arbitrary<Landing> worlds(int worldNo) {
    return Arbitraries.integers()
        .between(0, 9_999)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases()
        .array(int[].class)
        .ofSize(TAPE)
        .map(tape -> world(worldNo, tape));
  }

  private static Landing world(int worldNo, int[] tape) {
    World world = new World(worldNo, new Choices(tape));
    new WorldMessages(world).land();
    new WorldOrders(world).land();
    return new Landing(world.documents());
  }
}
