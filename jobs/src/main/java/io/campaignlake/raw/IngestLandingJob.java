package io.campaignlake.raw;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.RejectedShare;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Landing files → raw tables. The log of files is itself a table; a stream follows it and reads
 * each file once. A file's documents and the stream's progress are committed together.
 */
public final class IngestLandingJob implements Job {

  @Override
  public List<String> reads() {
    return Arrays.stream(LandingSource.values()).map(source -> source.folder() + "/").toList();
  }

  @Override
  public List<Table> inputs() {
    return List.of();
  }

  @Override
  public List<Table> writes() {
    List<Table> tables = new ArrayList<>(List.of(RawTables.LANDING_FILES));
    for (Table table : RawTables.ALL) {
      tables.add(table);
      tables.add(Rejected.of(table));
    }
    return tables;
  }

  @Override
  public String grain() {
    return "One document as it landed.";
  }

  @Override
  public void run(JobRun run) {
    Configuration hadoop = run.lake().spark().sessionState().newHadoopConf();
    Landing landing = new Landing(run.settings().landingRoot(), hadoop);
    landing.requireRoot();
    List<Landing.LandedFile> files = landing.files();
    run.count("files_left_alone", files.stream().filter(file -> !file.isRead()).count());
    new FileLog(run).add(files);
    RejectedShare share = new RejectedShare(run, "raw");
    follow(run, share);
    share.failIfBreached();
    new Listing(run.settings().lakeRoot(), hadoop).keep(files);
  }

  /** The listing is the one that was ingested last: names, lengths and times. */
  @Override
  public boolean isDone(Settings settings, Configuration hadoop) {
    return new Listing(settings.lakeRoot(), hadoop)
        .isKept(new Landing(settings.landingRoot(), hadoop).files());
  }

  private static void follow(JobRun run, RejectedShare share) {
    var lake = run.lake();
    VoidFunction2<Dataset<Row>, Long> ingest = (files, batch) -> ingest(run, share, files, batch);
    try {
      lake.spark()
          .readStream()
          .format("delta")
          .load(lake.path(RawTables.LANDING_FILES))
          .where(not(col(RawTables.IS_REPEAT.name())))
          .writeStream()
          .queryName("ingest-landing")
          .option("checkpointLocation", lake.root() + "/_checkpoints/ingest-landing")
          .trigger(Trigger.AvailableNow())
          .foreachBatch(ingest)
          .start()
          .awaitTermination();
    } catch (StreamingQueryException e) {
      throw failed(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LakeException failed(StreamingQueryException e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof LakeException)) {
      cause = cause.getCause();
    }
    return cause instanceof LakeException known
        ? known
        : LakeException.failed(
            "Cannot ingest landing files: %s. Correct the cause and run again; nothing is read twice."
                .formatted(cause.getMessage()),
            e);
  }

  private static void ingest(JobRun run, RejectedShare share, Dataset<Row> files, long batch) {
    String query = files.sparkSession().sparkContext().getLocalProperty("sql.streaming.queryId");
    Map<String, List<Row>> bySource = new TreeMap<>();
    for (Row file : files.collectAsList()) {
      bySource
          .computeIfAbsent(file.getAs(RawTables.SOURCE.name()), source -> new ArrayList<>())
          .add(file);
    }
    var writer = new DocumentWriter(run, share, query, batch);
    var reader = new DocumentReader(run.lake().spark(), run.settings().maxDocumentBytes());
    bySource.forEach(
        (source, rows) -> writer.write(LandingSource.ofFolder(source), reader.documents(rows)));
  }
}
