package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Arrivals;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.StreamRounds;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;

/** When a stream's next round is due, and how fresh the last one was. */
final class StreamPulse {
  private final Settings settings;
  private final Configuration hadoop;
  private final Duration every;
  private final CountDownLatch stopAsked;
  private long round;

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
          return true;
        }
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

  void roundDone(Arrivals arrivals) {
    Instant now = Instant.now();
    round++;
    new StreamRounds(settings.lakeRoot(), hadoop).add(round, arrivals, now);
    String freshness =
        arrivals.oldest() == null
            ? ""
            : ", the oldest %.1f s after it arrived"
                .formatted(Duration.between(arrivals.oldest(), now).toMillis() / 1000.0);
    System.err.printf("round %d: %d arrivals are in gold%s%n", round, arrivals.number(), freshness);
  }
}
