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
import java.util.LinkedHashMap;
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
 * Landing files and topics → raw tables. The log of files is itself a table; a stream follows it
 * and reads each file once, another one a topic. Documents are committed under the number of the
 * stream's batch, so that none comes twice.
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
    follow(run, "ingest-landing", logged(run), (batch, no) -> files(run, share, batch, no));
    Map<Topic, String> read = new LinkedHashMap<>();
    for (Topic topic : Topic.of(run.settings(), hadoop)) {
      String ends = topic.ends();
      if (!topic.isReached(ends)) {
        follow(
            run,
            "ingest-topic-" + topic.source().key(),
            topic.stream(run.lake().spark()),
            (batch, no) -> records(run, share, topic, batch, no));
        read.put(topic, ends);
      }
    }
    share.failIfBreached();
    read.forEach(Topic::keepReached);
    new Listing(run.settings().lakeRoot(), hadoop).keep(files);
  }

  /**
   * The listing and the topics' ends are those that were ingested last: a listing is names, lengths
   * and times.
   */
  @Override
  public boolean isDone(Settings settings, Configuration hadoop) {
    return new Listing(settings.lakeRoot(), hadoop)
            .isKept(new Landing(settings.landingRoot(), hadoop).files())
        && Topic.of(settings, hadoop).stream().allMatch(topic -> topic.isReached(topic.ends()));
  }

  private static Dataset<Row> logged(JobRun run) {
    var log = run.lake().spark().readStream().format("delta").option("maxFilesPerTrigger", 1);
    if (run.lake().log(RawTables.LANDING_FILES).has(0)) {
      // Commit by commit from the first: else queries would find out what is there at the
      // beginning, and again at each start until something comes after it.
      log.option("startingVersion", 0);
    }
    return log.load(run.lake().path(RawTables.LANDING_FILES))
        .where(not(col(RawTables.IS_REPEAT.name())));
  }

  /** Takes what a stream has by now, batch by batch, and remembers how far it came. */
  private static void follow(
      JobRun run, String name, Dataset<Row> stream, VoidFunction2<Dataset<Row>, Long> batch) {
    try {
      stream
          .writeStream()
          .queryName(name)
          .option("checkpointLocation", run.lake().root() + "/_checkpoints/" + name)
          .trigger(Trigger.AvailableNow())
          .foreachBatch(batch)
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
            "Cannot ingest what has landed: %s. Correct the cause and run again; nothing is read twice."
                .formatted(cause.getMessage()),
            e);
  }

  private static void files(JobRun run, RejectedShare share, Dataset<Row> files, long batch) {
    Map<String, List<Row>> bySource = new TreeMap<>();
    for (Row file : files.collectAsList()) {
      bySource
          .computeIfAbsent(file.getAs(RawTables.SOURCE.name()), source -> new ArrayList<>())
          .add(file);
    }
    var writer = new DocumentWriter(run, share, query(files), batch);
    var reader = new DocumentReader(run.lake().spark(), run.settings().maxDocumentBytes());
    bySource.forEach(
        (source, rows) -> writer.write(LandingSource.ofFolder(source), reader.documents(rows)));
  }

  private static void records(
      JobRun run, RejectedShare share, Topic topic, Dataset<Row> records, long batch) {
    Dataset<Row> arriving = run.arriving(records, col("timestamp"));
    Dataset<Row> documents =
        topic.documents(arriving, run.settings().maxDocumentBytes(), run.now());
    new DocumentWriter(run, share, query(records), batch).write(topic.source(), documents);
  }

  private static String query(Dataset<Row> batch) {
    return batch.sparkSession().sparkContext().getLocalProperty("sql.streaming.queryId");
  }
}
