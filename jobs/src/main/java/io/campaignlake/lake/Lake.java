package io.campaignlake.lake;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.commands.cdc.CDCReader;
import org.apache.spark.sql.delta.util.DeltaFileOperations;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The Delta tables below one root, as a Spark session sees them. */
public final class Lake {
  /** Column of a change feed: insert, delete, update_preimage or update_postimage. */
  public static final String CHANGE_TYPE = "_change_type";

  /** The same of a row that did not change, and is to be looked at as if it had. */
  static final String CHOSEN = "chosen";

  /** Whether a commit's checksum lists the table's files. */
  private static final String LISTS_FILES = "spark.databricks.delta.allFilesInCrc.enabled";

  private final SparkSession spark;
  private final String root;
  private final Plan plan;
  private final Feeds feeds = new Feeds(this);

  public Lake(SparkSession spark, String root) {
    this(spark, root, null);
  }

  /** The lake as it would be: writes go to the plan alone. */
  public static Lake planning(SparkSession spark, String root, Plan plan) {
    return new Lake(spark, root, plan);
  }

  private Lake(SparkSession spark, String root, Plan plan) {
    this.spark = spark;
    this.plan = plan;
    this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
  }

  public SparkSession spark() {
    return spark;
  }

  public String root() {
    return root;
  }

  public String path(Table table) {
    // In Hadoop's spelling: Delta takes file:///lake and file:/lake for two places.
    return new Path(root + "/" + table.layer() + "/" + table.name()).toString();
  }

  /** The same tables without Spark. */
  KernelTables kernel() {
    return new KernelTables(root, spark.sessionState().newHadoopConf());
  }

  public CommitLog log(Table table) {
    return new CommitLog(spark.sessionState().newHadoopConf(), path(table));
  }

  /** The versions of its inputs that a job's latest commit to the table was computed from. */
  public Map<String, Long> consumed(Table table, String job) {
    return exists(table)
        ? Progress.last(log(table), version(table), job).map(Progress::consumed).orElse(Map.of())
        : Map.of();
  }

  public boolean exists(Table table) {
    return DeltaTable.isDeltaTable(spark, path(table));
  }

  /**
   * Creates the table from its schema where it is missing: a write alone would lose the comments
   * and that a column is never null.
   */
  public void create(Table table) {
    if (log(table).latestVersion().isPresent()) {
      return;
    }
    // Of a table whose creation a run began and did not live to commit: Delta takes any folder with
    // something in it for a table, and would refuse to create one there.
    remove(new Path(path(table), "_delta_log"));
    DeltaTableBuilder builder =
        DeltaTable.create(spark).location(path(table)).comment(table.grain());
    for (Field field : table.fields()) {
      builder.addColumn(
          DeltaTable.columnBuilder(spark, field.name())
              .dataType(field.type())
              .nullable(field.nullable())
              .comment(field.comment())
              .build());
    }
    for (Map.Entry<String, String> property : table.properties().entrySet()) {
      builder.property(property.getKey(), property.getValue());
    }
    // What a new table's checksum would list, Delta asks the log for: there is nothing yet.
    String lists = spark.conf().get(LISTS_FILES);
    spark.conf().set(LISTS_FILES, false);
    try {
      builder.execute();
    } finally {
      spark.conf().set(LISTS_FILES, lists);
    }
  }

  /** Removes a table with all of its versions; readers find none until it is created again. */
  void remove(Table table) {
    remove(new Path(path(table)));
    DeltaLog.invalidateCache(spark, new Path(path(table)));
  }

  private void remove(Path path) {
    try {
      path.getFileSystem(spark.sessionState().newHadoopConf()).delete(path, true);
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot remove %s: %s. Check the lake's storage.".formatted(path, e.getMessage()), e);
    }
  }

  /** Whether the table is missing, or has the columns that this version of the program gives it. */
  boolean fits(Table table) {
    return !exists(table) || TableShape.fits(table, snapshot(table).schema());
  }

  /** The version of the table's latest commit. */
  public long version(Table table) {
    return latest(table).version();
  }

  public Dataset<Row> read(Table table) {
    return planned(table, rows(latest(table)));
  }

  public Dataset<Row> read(Table table, long version) {
    Snapshot latest = latest(table);
    return planned(
        table,
        latest.version() == version
            ? rows(latest)
            : spark.read().format("delta").option("versionAsOf", version).load(path(table)));
  }

  private Dataset<Row> planned(Table table, Dataset<Row> rows) {
    return plan == null ? rows : plan.over(table, rows);
  }

  /**
   * The rows of a table of few files without the queries over its log by which Delta finds the
   * files of a scan: its checksum lists them all, and that there are none.
   */
  Dataset<Row> rows(Snapshot snapshot) {
    if (isKnownEmpty(snapshot)) {
      return spark.createDataFrame(List.of(), snapshot.schema());
    }
    Option<Seq<AddFile>> files = snapshot.checksumOpt().flatMap(VersionChecksum::allFiles);
    return files.isDefined()
        ? rows(snapshot, files.get())
        : spark.read().format("delta").load(snapshot.deltaLog().dataPath().toString());
  }

  /** The rows of some of a version's files. */
  Dataset<Row> rows(Snapshot snapshot, Seq<AddFile> files) {
    return ListedFiles.rows(spark, snapshot, files);
  }

  /** A version's files with their statistics, by the path that Spark calls them by. */
  Map<String, AddFile> filesByPath(Snapshot snapshot) {
    String folder = snapshot.deltaLog().dataPath().toString();
    Option<Seq<AddFile>> listed = snapshot.checksumOpt().flatMap(VersionChecksum::allFiles);
    List<AddFile> files =
        listed.isDefined()
            ? CollectionConverters.asJava(listed.get())
            : snapshot.allFiles().collectAsList();
    Map<String, AddFile> byPath = new HashMap<>();
    for (AddFile file : files) {
      Path path = DeltaFileOperations.absolutePath(folder, file.path());
      byPath.put(SparkPath.fromPath(path).urlEncoded(), file);
    }
    return byPath;
  }

  /** Where writes go instead of the tables; empty when they go to the tables. */
  Optional<Plan> plan() {
    return Optional.ofNullable(plan);
  }

  /**
   * Rows that changed after one version up to another, each image a row, with {@link #CHANGE_TYPE}.
   *
   * @param after version already consumed, less than {@code upTo}
   */
  public Dataset<Row> changes(Table table, long after, long upTo) {
    // What Delta's reader does in the end: by its way through a data source it would take three
    // queries of its own for each feed.
    return CDCReader.changesToBatchDF(
        DeltaLog.forTable(spark, path(table)),
        after + 1,
        upTo,
        (org.apache.spark.sql.classic.SparkSession) spark,
        Option.empty(),
        Option.empty(),
        false,
        Option.empty());
  }

  /** The same, kept for the jobs of a run. */
  Feeds feeds() {
    return feeds;
  }

  /** Puts the table back to a version, with the progress that was recorded there. */
  public void restore(Table table, long version, Progress progress) {
    CommitInfo.with(
        spark, progress, () -> DeltaTable.forPath(spark, path(table)).restoreToVersion(version));
  }

  boolean isEmpty(Table table) {
    return files(table) == 0;
  }

  /** Data files of the latest version; from its checksum, since counting them is a query. */
  long files(Table table) {
    Snapshot latest = latest(table);
    Option<VersionChecksum> checksum = latest.checksumOpt();
    return checksum.isDefined() ? checksum.get().numFiles() : latest.numOfFiles();
  }

  /** Bytes of these files; as many as can be, where no checksum tells. */
  long bytes(Table table) {
    Option<VersionChecksum> checksum = latest(table).checksumOpt();
    return checksum.isDefined() ? checksum.get().tableSizeBytes() : Long.MAX_VALUE;
  }

  private static boolean isKnownEmpty(Snapshot snapshot) {
    Option<VersionChecksum> checksum = snapshot.checksumOpt();
    return checksum.isDefined() && checksum.get().numFiles() == 0;
  }

  Snapshot latest(Table table) {
    Snapshot latest = snapshot(table);
    // Of a table that is missing, Delta gives a version before the first, without columns.
    if (latest.version() >= 0) {
      TableShape.check(table, latest.schema());
    }
    return latest;
  }

  private Snapshot snapshot(Table table) {
    return DeltaLog.forTable(spark, path(table)).update(false, Option.empty(), Option.empty());
  }
}
