package io.campaignlake.lake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The log of a stream's rounds: how fresh what it published was. */
public final class StreamRounds {
  private final KernelTables tables;

  public StreamRounds(String lakeRoot, Configuration hadoop) {
    this.tables = new KernelTables(lakeRoot, hadoop);
  }

  /** Adds a round; one in which nothing came published something else that had changed. */
  public void add(long round, Arrivals arrivals, Instant publishedAt) {
    Instant oldestArrival = arrivals.oldest();
    Long millis =
        oldestArrival == null ? null : Duration.between(oldestArrival, publishedAt).toMillis();
    TableRow row =
        TableRow.of(
            Ops.STREAM_ROUNDS.fields(),
            round,
            arrivals.number(),
            oldestArrival,
            publishedAt,
            millis);
    tables.append(tables.created(Ops.STREAM_ROUNDS), List.of(row));
  }
}
