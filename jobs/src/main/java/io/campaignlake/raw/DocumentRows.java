package io.campaignlake.raw;

import java.sql.Timestamp;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Documents as rows of the shape of the rejected tables, the reason null where they are good. */
final class DocumentRows {
  static final StructType SCHEMA = schema();

  private DocumentRows() {}

  private static StructType schema() {
    StructField[] fields = Rejected.of(RawTables.SENDS).schema().fields().clone();
    fields[0] =
        new StructField(
            Rejected.REJECT_REASON.name(), Rejected.REJECT_REASON.type(), true, Metadata.empty());
    return new StructType(fields);
  }

  static Row row(Document document, String source, String file, Timestamp ingestedAt) {
    return RowFactory.create(
        document.rejectReason(),
        document.text().toString(),
        source,
        file,
        document.position(),
        0,
        ingestedAt);
  }

  /**
   * The same as a row of Spark's own.
   *
   * @param ingestedAt microseconds since 1970 UTC
   */
  static InternalRow row(Document document, UTF8String source, UTF8String file, long ingestedAt) {
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString(document.rejectReason()),
          document.text(),
          source,
          file,
          document.position(),
          0,
          ingestedAt
        });
  }
}
