package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.StreamRounds;
import io.campaignlake.raw.Landing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;

/** When a stream's next round is due, and how fresh the last one was. */
final class StreamPulse {
  private final Settings settings;
  private final Configuration hadoop;
  private final Duration every;
  private final CountDownLatch stopAsked;
  private final Set<String> seen = new HashSet<>();
  private Instant lookedAt = Instant.EPOCH;
  private long round;
  private long files;
  private Instant oldestArrival;

  StreamPulse(
      CommonOptions options, Configuration hadoop, Duration every, CountDownLatch stopAsked) {
    this.settings = options.settings();
    this.hadoop = hadoop;
    this.every = every;
    this.stopAsked = stopAsked;
  }

  /** Waits until something is new: true; or until somebody asks to stop: false. */
  boolean awaitNews() {
    try {
      while (stopAsked.getCount() > 0) {
        Instant begun = Instant.now();
        if (!Jobs.IN_DATA_ORDER.stream().allMatch(job -> job.isDone(settings, hadoop))) {
          look(begun);
          return true;
        }
        lookedAt = begun;
        long spent = Duration.between(begun, Instant.now()).toMillis();
        if (stopAsked.await(Math.max(1, every.toMillis() - spent), TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** A file that was renamed into its folder keeps its time: it came after the last look. */
  private void look(Instant now) {
    List<Landing.LandedFile> landed = new Landing(settings.landingRoot(), hadoop).files();
    files = 0;
    oldestArrival = null;
    for (Landing.LandedFile file : landed) {
      if (file.isRead() && seen.add(file.path() + " " + file.modifiedMillis())) {
        Instant modified = Instant.ofEpochMilli(file.modifiedMillis());
        Instant arrived = modified.isBefore(lookedAt) ? lookedAt : modified;
        oldestArrival =
            oldestArrival == null || arrived.isBefore(oldestArrival) ? arrived : oldestArrival;
        files++;
      }
    }
    lookedAt = now;
    round++;
  }

  void roundDone() {
    Instant now = Instant.now();
    new StreamRounds(settings.lakeRoot(), hadoop).add(round, files, oldestArrival, now);
    String freshness =
        oldestArrival == null
            ? ""
            : ", the oldest %.1f s after it arrived"
                .formatted(Duration.between(oldestArrival, now).toMillis() / 1000.0);
    System.err.printf("round %d: %d new files are in all tables%s%n", round, files, freshness);
  }
}
