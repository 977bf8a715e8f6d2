package io.campaignlake.lake;

import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.aggregation.BitmapAggregator;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.DeletionVectorDescriptor;
import org.apache.spark.sql.delta.commands.DeletionVectorData;
import org.apache.spark.sql.delta.commands.DeletionVectorWriter;
import org.apache.spark.sql.delta.commands.DeletionVectorWriter.DeletionVectorMapperContext;
import org.apache.spark.sql.delta.deletionvectors.RoaringBitmapArrayFormat;
import org.apache.spark.sql.delta.storage.dv.DeletionVectorStore;
import org.apache.spark.sql.delta.storage.dv.DeletionVectorStore$;
import org.apache.spark.sql.delta.storage.dv.DeletionVectorStoreUtils;
import org.apache.spark.sql.delta.util.PathWithFileSystem;
import org.apache.spark.sql.delta.util.Utils;
import scala.Option;

/**
 * Marks that take rows out of data files without a copy of the rows that stay: Delta's deletion
 * vectors, all of one commit in one file.
 */
final class DeletionMarks implements AutoCloseable {
  private final DeletionVectorStoreUtils.Writer writer;
  private final DeletionVectorMapperContext context;

  DeletionMarks(DeltaLog table, int prefixLength) {
    Path folder = table.dataPath();
    DeletionVectorStore store =
        DeletionVectorStore$.MODULE$.createInstance(table.newDeltaHadoopConf());
    UUID id = UUID.randomUUID();
    String prefix = Utils.getRandomPrefix(prefixLength);
    PathWithFileSystem path = store.pathWithFileSystem(folder);
    this.writer = store.createWriter(store.generateFileNameInTable(path, id, prefix));
    this.context = new DeletionVectorMapperContext(store, writer, folder, id, prefix);
  }

  /** An aggregate: the set of row numbers, as {@link #on} takes it. */
  static Column ofRows(Column rowNumber) {
    return ExpressionUtils.column(
        new BitmapAggregator(
                ExpressionUtils.expression(rowNumber), RoaringBitmapArrayFormat.Portable())
            .toAggregateExpression(false, Option.empty()));
  }

  /** The marks of a file with more rows marked than before. */
  DeletionVectorDescriptor on(AddFile file, String path, byte[] rows, long howMany) {
    Option<String> before =
        Option.apply(file.deletionVector()).map(DeletionVectorDescriptor::serializeToBase64);
    DeletionVectorData more = new DeletionVectorData(path, before, rows, howMany);
    return DeletionVectorWriter.storeBitmapAndGenerateResult(context, more).deletionVector();
  }

  @Override
  public void close() {
    writer.close();
  }
}
