package io.campaignlake.raw;

import io.campaignlake.lake.SparkRows;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;

/** Reads logged files into {@link DocumentRows}. */
final class DocumentReader {
  /** A file that can be split is read in parts of this many bytes, one a task. */
  private static final long PART_BYTES = 64L << 20;

  private final SparkSession spark;
  private final long maxDocumentBytes;

  DocumentReader(SparkSession spark, long maxDocumentBytes) {
    this.spark = spark;
    this.maxDocumentBytes = maxDocumentBytes;
  }

  /**
   * @param files rows of {@code raw.landing_files} of one source
   */
  Dataset<Row> documents(List<Row> files) {
    List<FilePart> parts = new ArrayList<>();
    files.forEach(file -> parts.addAll(parts(file)));
    var hadoop = new SerializableConfiguration(spark.sessionState().newHadoopConf());
    long limit = maxDocumentBytes;
    JavaRDD<InternalRow> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(parts, slices(parts))
            .flatMap(part -> rows(part, new FileDocuments(hadoop.value(), limit)));
    return SparkRows.dataset(spark, rows, DocumentRows.SCHEMA);
  }

  private static List<FilePart> parts(Row file) {
    String path = file.getAs(RawTables.PATH.name());
    long length = file.getAs(RawTables.LENGTH.name());
    String source = file.getAs(RawTables.SOURCE.name());
    Timestamp at = file.getAs(RawTables.INGESTED_AT.name());
    long micros = at.getTime() / 1000 * 1_000_000 + at.getNanos() / 1000;
    long step = FileForm.of(path).isSplittable() ? PART_BYTES : Long.MAX_VALUE;
    List<FilePart> parts = new ArrayList<>();
    for (long start = 0; start < length || start == 0; start += step) {
      long end = length - start <= step ? length : start + step;
      parts.add(new FilePart(path, start, end, length, source, micros));
      if (end == length) {
        break;
      }
    }
    return parts;
  }

  private int slices(List<FilePart> parts) {
    long bytes = parts.stream().mapToLong(part -> part.end() - part.start()).sum();
    int cores = spark.sparkContext().defaultParallelism();
    int bySize = (int) Math.min(Integer.MAX_VALUE, bytes / (8L << 20) + 1);
    return Math.max(1, Math.min(parts.size(), Math.max(bySize, Math.min(cores, parts.size()))));
  }

  private static Iterator<InternalRow> rows(FilePart part, FileDocuments files) {
    Iterator<Document> documents = files.of(part);
    UTF8String source = UTF8String.fromString(part.source());
    UTF8String file = UTF8String.fromString(part.path());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return documents.hasNext();
      }

      @Override
      public InternalRow next() {
        return DocumentRows.row(documents.next(), source, file, part.ingestedAtMicros());
      }
    };
  }
}
