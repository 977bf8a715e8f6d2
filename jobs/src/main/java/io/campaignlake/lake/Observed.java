package io.campaignlake.lake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;

/** What is counted of rows while a job writes them, without a pass of its own. */
final class Observed {
  /** Observations come a moment after the query that made them. */
  private static final Duration WITHIN = Duration.create(2, TimeUnit.SECONDS);

  private final List<Observation> observations = new ArrayList<>();

  /**
   * Counts the rows that a dataset comes to.
   *
   * @param aggregates at least one, each under its name
   */
  Dataset<Row> on(Dataset<Row> rows, Column... aggregates) {
    Observation observation = new Observation();
    observations.add(observation);
    Column[] others = Arrays.copyOfRange(aggregates, 1, aggregates.length);
    return rows.observe(observation, aggregates[0], others);
  }

  /** One row per dataset that came to run; each is told once. */
  List<Row> taken() {
    List<Row> taken = new ArrayList<>();
    for (Observation observation : observations) {
      try {
        taken.add(Await.result(observation.future(), WITHIN));
      } catch (TimeoutException neverRan) {
        continue;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    observations.clear();
    return taken;
  }
}
