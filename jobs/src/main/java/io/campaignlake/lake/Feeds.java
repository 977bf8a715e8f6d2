package io.campaignlake.lake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The change feeds that jobs of a run read: their files are many and small, and most of them are
 * asked for by several jobs, and several times by each. They are read once.
 */
final class Feeds {
  private record Stretch(Table table, long after, long upTo) {}

  private final Lake lake;
  private final Map<Stretch, Persistent> kept = new HashMap<>();

  Feeds(Lake lake) {
    this.lake = lake;
  }

  /** As {@link Lake#changes} has them. */
  Dataset<Row> of(Table table, long after, long upTo) {
    return kept.computeIfAbsent(
            new Stretch(table, after, upTo),
            stretch -> new Persistent(lake.changes(table, after, upTo)))
        .rows();
  }

  /** Lets go of the feeds of all tables but some. */
  void keepOnly(Collection<Table> tables) {
    kept.entrySet()
        .removeIf(
            feed -> {
              boolean isOver = !tables.contains(feed.getKey().table());
              if (isOver) {
                feed.getValue().close();
              }
              return isOver;
            });
  }
}
