package io.campaignlake.lake;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time of a run, in microseconds: it stamps {@code _ingested_at}, {@code changed_at} and job
 * times, and decides {@code is_final}; nothing else. Fixed by {@code --now}.
 */
public final class LakeClock {
  private final Clock clock;

  private LakeClock(Clock clock) {
    this.clock = clock;
  }

  public static LakeClock system() {
    return new LakeClock(Clock.systemUTC());
  }

  public static LakeClock fixed(Instant instant) {
    return new LakeClock(Clock.fixed(instant, java.time.ZoneOffset.UTC));
  }

  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
