package io.campaignlake.attribution;

import io.campaignlake.lake.SparkRows;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;

/**
 * Packs the rows of a partition into one array, until there are more than may be broadcast.
 *
 * @param most how many bytes all partitions together may have
 */
record Packing(Packer packer, long most) implements FlatMapFunction<Iterator<InternalRow>, byte[]> {

  /** Appends a row. */
  interface Packer extends Serializable {
    void pack(InternalRow row, PackedBytes to);
  }

  /** The packed rows, an array a partition; nothing when together they are too large. */
  static Optional<List<byte[]>> packed(Dataset<Row> rows, Packer packer, long most) {
    // Their size is asked first: what does not fit must not come to the driver.
    JavaRDD<byte[]> packed =
        SparkRows.of(rows)
            .mapPartitions(new Packing(packer, most))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long size = packed.map(bytes -> (long) bytes.length).fold(0L, Long::sum);
      return size > most ? Optional.empty() : Optional.of(packed.collect());
    } finally {
      packed.unpersist(false);
    }
  }

  @Override
  public Iterator<byte[]> call(Iterator<InternalRow> rows) {
    PackedBytes packed = new PackedBytes();
    while (rows.hasNext() && packed.size() <= most) {
      packer.pack(rows.next(), packed);
    }
    return List.of(packed.toBytes()).iterator();
  }
}
