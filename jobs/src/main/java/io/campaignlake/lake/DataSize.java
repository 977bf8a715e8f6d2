package io.campaignlake.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.RuntimeConfig;

/**
 * How much data there is, and the Spark settings that follow from it. On a laptop's lake planning
 * and compiling queries costs far more than running them; on a cluster's it is the other way round.
 */
public final class DataSize {
  /** Below this, generated code and re-planning at run time cost more than they bring. */
  private static final long SMALL_BYTES = 128L << 20;

  /** What one task of a shuffle should handle. */
  private static final long PARTITION_BYTES = 256L << 20;

  /** The same, of a table's own bytes, which are a small part of those that landed. */
  private static final long PARTITION_TABLE_BYTES = PARTITION_BYTES / 16;

  /** News below this are done by one task before they are dealt out to several. */
  private static final long SHARED_BYTES = PARTITION_TABLE_BYTES / 4;

  /** What lies beside the changes of an increment may be so much of the history. */
  private static final int INCREMENTS_SHARE = 16;

  /** The setting of a shuffle's partitions. */
  static final String PARTITIONS = "spark.sql.shuffle.partitions";

  /** Planning again at run time. */
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";

  /**
   * Whether plans are made for much data; the program's own, so that nobody turns it by another.
   */
  private static final String BY_SIZE = "spark.campaignlake.plannedBySize";

  /** Generated code for whole stages. */
  private static final String GENERATED = "spark.sql.codegen.wholeStage";

  /** Delta's vacuum lists a table with so many tasks, 10,000 where nobody says otherwise. */
  private static final String LISTING_TASKS =
      "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  private final long bytes;

  private DataSize(long bytes) {
    this.bytes = bytes;
  }

  /** Bytes that have landed and bytes that the raw tables hold. */
  static DataSize of(Settings settings) {
    return new DataSize(length(settings.landingRoot()) + length(settings.lakeRoot() + "/raw"));
  }

  /** That of so many bytes. */
  public static DataSize of(long bytes) {
    return new DataSize(bytes);
  }

  /** That of a laptop's lake. */
  public static DataSize small() {
    return new DataSize(0);
  }

  private static long length(String folder) {
    Path path = new Path(folder);
    try {
      return path.getFileSystem(new Configuration()).getContentSummary(path).getLength();
    } catch (FileNotFoundException missing) {
      return 0;
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot read %s: %s. Check that it is readable.".formatted(folder, e.getMessage()), e);
    }
  }

  /** Settings to go over the shipped ones. */
  public Map<String, String> sparkSettings() {
    if (bytes < SMALL_BYTES) {
      return Map.of(
          BY_SIZE,
          "false",
          ADAPTIVE,
          "false",
          GENERATED,
          "false",
          "spark.sql.codegen.factoryMode",
          "NO_CODEGEN",
          PARTITIONS,
          "1",
          LISTING_TASKS,
          "1",
          "spark.databricks.delta.snapshotPartitions",
          "1");
    }
    long partitions = Math.max(8, Math.min(10_000, bytes / PARTITION_BYTES));
    return Map.of(
        BY_SIZE,
        "true",
        ADAPTIVE,
        "true",
        GENERATED,
        "true",
        "spark.sql.codegen.factoryMode",
        "FALLBACK",
        PARTITIONS,
        String.valueOf(partitions),
        LISTING_TASKS,
        String.valueOf(partitions),
        "spark.databricks.delta.snapshotPartitions",
        "2");
  }

  /** Partitions of a shuffle. */
  public static int partitions(RuntimeConfig conf) {
    return Integer.parseInt(conf.get(PARTITIONS));
  }

  /** Whether plans are made for much data, so that to know more of it is worth a query. */
  static boolean isPlannedBySize(RuntimeConfig conf) {
    return conf.get(BY_SIZE, "true").equals("true");
  }

  /**
   * Gives the shuffles of an increment partitions by what is new: those of the whole history would
   * each hold next to nothing, and cost a task in every stage. Where a task a core is enough,
   * nothing is left for planning again at run time to find out, and it costs a Spark job a stage.
   *
   * @param newBytes that the feeds of a job's inputs bring
   * @param cores that run tasks: each should have one, unless there is hardly anything
   */
  static void fitToNews(RuntimeConfig conf, long newBytes, int cores) {
    int ofAll = partitions(conf);
    long some = Math.max(newBytes / PARTITION_TABLE_BYTES, ofAll / INCREMENTS_SHARE);
    int least = newBytes < SHARED_BYTES ? 1 : cores;
    conf.set(PARTITIONS, Math.min(ofAll, Math.max(least, some)));
    if (some <= cores) {
      conf.set(ADAPTIVE, false);
    }
  }

  /** What {@link #fitToNews} may change. */
  static Map<String, String> fitted(RuntimeConfig conf) {
    return Map.of(PARTITIONS, conf.get(PARTITIONS), ADAPTIVE, conf.get(ADAPTIVE));
  }
}
