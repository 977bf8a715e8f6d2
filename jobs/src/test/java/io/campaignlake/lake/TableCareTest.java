package io.campaignlake.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.testing.SparkExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Small files become one, old ones go, and what a job has yet to consume stays. */
@ExtendWith(SparkExtension.class)
final class TableCareTest {
  private static final Table ROUNDS = Ops.STREAM_ROUNDS;
  private static final int SMALL_FILES = 30;

  /** A job that follows the rounds and has consumed none of them. */
  private record Follower() implements Job {
    @Override
    public List<Table> inputs() {
      return List.of(ROUNDS);
    }

    @Override
    public List<Table> writes() {
      return List.of(Ops.REJECTED_SHARES);
    }

    @Override
    public void run(JobRun run) {
      throw new UnsupportedOperationException();
    }
  }

  private static Lake withSmallFiles(SparkSession spark, Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    StreamRounds rounds = new StreamRounds(lake.root(), new Configuration());
    Instant at = Instant.parse("2026-03-10T10:00:00Z");
    for (int round = 1; round <= SMALL_FILES; round++) {
      rounds.add(round, new Arrivals(1, at), at.plusSeconds(round));
    }
    new KernelTables(lake.root(), new Configuration()).created(Ops.REJECTED_SHARES);
    return lake;
  }

  private static TableCare.Result cared(Lake lake, List<Job> jobs) {
    // A moment later, so that the files' own time lies before it.
    return new TableCare(lake, jobs).care(ROUNDS, Duration.ZERO, Instant.now().plusSeconds(5));
  }

  @Test
  void manySmallFiles_becomeOneAndTheOldOnesGo(SparkSession spark, @TempDir Path folder) {
    Lake lake = withSmallFiles(spark, folder);
    long before = lake.version(ROUNDS);
    TableCare.Result result = cared(lake, List.of());
    assertThat(lake.version(ROUNDS)).as("a commit for the compaction alone").isEqualTo(before + 1);
    assertThat(result.before().files()).isEqualTo(SMALL_FILES);
    assertThat(result.after().files()).isEqualTo(1);
    assertThat(parquetFiles(lake)).isEqualTo(1);
    assertThat(result.heldFor()).isNull();
    assertThat(lake.read(ROUNDS).count()).isEqualTo(SMALL_FILES);
  }

  @Test
  void jobThatIsBehind_keepsWhatItHasYetToConsume(SparkSession spark, @TempDir Path folder) {
    Lake lake = withSmallFiles(spark, folder);
    TableCare.Result result = cared(lake, List.of(new Follower()));
    assertThat(result.heldFor()).isEqualTo("follower");
    assertThat(parquetFiles(lake)).isEqualTo(SMALL_FILES + 1);
    assertThat(lake.changes(ROUNDS, 0, SMALL_FILES).count()).isEqualTo(SMALL_FILES);
  }

  private static int parquetFiles(Lake lake) {
    return new java.io.File(lake.path(ROUNDS))
        .listFiles((folder, name) -> name.endsWith(".parquet") && !name.startsWith("."))
        .length;
  }
}
