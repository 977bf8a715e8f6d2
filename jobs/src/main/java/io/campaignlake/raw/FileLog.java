package io.campaignlake.raw;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.campaignlake.lake.JobRun;
import io.campaignlake.lake.Kept;
import io.campaignlake.lake.Lake;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Adds newly found files to {@code raw.landing_files}. Spark's own file source forgets files by age
 * and never looks twice at a path; this log knows a file by path, length and digest, whatever its
 * age.
 */
final class FileLog {
  private static final String KNOWN = "known";

  private final JobRun run;

  FileLog(JobRun run) {
    this.run = run;
  }

  /**
   * Logs the files that were not there before, as many a commit as a batch may take; commits
   * nothing when there is none.
   */
  void add(List<Landing.LandedFile> files) {
    int most = run.settings().maxFilesPerBatch();
    for (int from = 0; from < files.size(); from += most) {
      addAtOnce(files.subList(from, Math.min(files.size(), from + most)));
    }
  }

  private void addAtOnce(List<Landing.LandedFile> files) {
    Lake lake = run.lake();
    Dataset<Row> logged = lake.read(RawTables.LANDING_FILES);
    Dataset<Row> found = found(files);
    Dataset<Row> fresh = found.join(logged, sameFileAndTime(found, logged), "left_anti");
    Dataset<Row> digested = Kept.rows(digested(fresh));
    Row arrived = digested.agg(count(lit(1)), min(RawTables.MODIFIED_AT.col())).first();
    if (arrived.getLong(0) == 0) {
      return;
    }
    run.arrived(arrived.getLong(0), arrived.getTimestamp(1).toInstant());
    // One data file a commit: the stream takes one of them a batch.
    run.append(RawTables.LANDING_FILES, withRepeats(digested, logged).coalesce(1));
  }

  private Dataset<Row> found(List<Landing.LandedFile> files) {
    List<Row> rows =
        files.stream()
            .filter(Landing.LandedFile::isRead)
            .map(
                f ->
                    RowFactory.create(
                        f.path(), f.length(), new Timestamp(f.modifiedMillis()), f.source()))
            .toList();
    return run.lake()
        .spark()
        .createDataFrame(
            rows,
            RawTables.LANDING_FILES
                .schema()
                .copy(
                    new org.apache.spark.sql.types.StructField[] {
                      RawTables.LANDING_FILES.schema().apply("path"),
                      RawTables.LANDING_FILES.schema().apply("length"),
                      RawTables.LANDING_FILES.schema().apply("modified_at"),
                      RawTables.LANDING_FILES.schema().apply("_source")
                    }));
  }

  private static Column sameFileAndTime(Dataset<Row> found, Dataset<Row> logged) {
    Column samePath = found.col("path").equalTo(logged.col("path"));
    Column sameLength = found.col("length").equalTo(logged.col("length"));
    Column sameTime = found.col("modified_at").equalTo(logged.col("modified_at"));
    return samePath.and(sameLength).and(sameTime);
  }

  private Dataset<Row> digested(Dataset<Row> fresh) {
    var hadoop = new SerializableConfiguration(run.lake().spark().sessionState().newHadoopConf());
    MapFunction<Row, Row> withDigest =
        file ->
            RowFactory.create(
                file.getString(0),
                file.getLong(1),
                file.get(2),
                file.getString(3),
                digest(file.getString(0), hadoop));
    var schema = fresh.schema().add(RawTables.DIGEST.name(), RawTables.DIGEST.type(), false);
    int tasks = run.lake().spark().sparkContext().defaultParallelism() * 2;
    return fresh.repartition(tasks, col("path")).map(withDigest, Encoders.row(schema));
  }

  private static String digest(String file, SerializableConfiguration hadoop) {
    try (InputStream in = Landing.open(file, hadoop.value())) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (IOException | FSError e) {
      throw Landing.unreadable(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Dataset<Row> withRepeats(Dataset<Row> digested, Dataset<Row> logged) {
    Dataset<Row> known =
        logged.select("path", "length", "digest").distinct().withColumn(KNOWN, lit(true));
    return digested
        .join(known, new String[] {"path", "length", "digest"}, "left")
        .withColumn(RawTables.IS_REPEAT.name(), col(KNOWN).isNotNull())
        .withColumn(RawTables.INGESTED_AT.name(), lit(Timestamp.from(run.now())));
  }
}
