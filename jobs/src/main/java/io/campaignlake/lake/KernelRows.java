package io.campaignlake.lake;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.data.Row;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of Delta Kernel as plain Java values. */
final class KernelRows {
  private KernelRows() {}

  static void copy(FilteredColumnarBatch batch, List<TableRow> rows) throws IOException {
    StructType schema = batch.getData().getSchema();
    try (CloseableIterator<Row> each = batch.getRows()) {
      while (each.hasNext()) {
        rows.add(row(each.next(), schema));
      }
    }
  }

  private static TableRow row(Row row, StructType schema) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < schema.length(); i++) {
      if (!row.isNullAt(i)) {
        values.put(schema.at(i).getName(), value(row, i, schema.at(i).getDataType()));
      }
    }
    return new TableRow(values);
  }

  private static Object value(Row row, int i, DataType type) {
    if (type instanceof StructType struct) {
      return row(row.getStruct(i), struct);
    } else if (type instanceof MapType) {
      return map(row.getMap(i));
    } else if (type instanceof ArrayType) {
      return list(row.getArray(i));
    } else if (type instanceof StringType) {
      return row.getString(i);
    } else if (type instanceof LongType) {
      return row.getLong(i);
    } else if (type instanceof TimestampType) {
      return instant(row.getLong(i));
    } else if (type instanceof BooleanType) {
      return row.getBoolean(i);
    } else if (type instanceof IntegerType) {
      return row.getInt(i);
    } else if (type instanceof DoubleType) {
      return row.getDouble(i);
    } else if (type instanceof DecimalType) {
      return row.getDecimal(i);
    } else if (type instanceof DateType) {
      return LocalDate.ofEpochDay(row.getInt(i));
    } else if (type instanceof BinaryType) {
      return row.getBinary(i);
    }
    throw new IllegalArgumentException("No Java value for columns of type " + type);
  }

  private static Object element(ColumnVector vector, int i) {
    DataType type = vector.getDataType();
    if (vector.isNullAt(i)) {
      return null;
    } else if (type instanceof StringType) {
      return vector.getString(i);
    } else if (type instanceof LongType) {
      return vector.getLong(i);
    } else if (type instanceof TimestampType) {
      return instant(vector.getLong(i));
    } else if (type instanceof StructType struct) {
      return structOf(vector, i, struct);
    }
    throw new IllegalArgumentException("No Java value for elements of type " + type);
  }

  private static TableRow structOf(ColumnVector vector, int i, StructType struct) {
    Map<String, Object> values = new HashMap<>();
    for (int child = 0; child < struct.length(); child++) {
      Object value = element(vector.getChild(child), i);
      if (value != null) {
        values.put(struct.at(child).getName(), value);
      }
    }
    return new TableRow(values);
  }

  private static Map<Object, Object> map(MapValue map) {
    Map<Object, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < map.getSize(); i++) {
      values.put(element(map.getKeys(), i), element(map.getValues(), i));
    }
    return values;
  }

  private static List<Object> list(ArrayValue array) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < array.getSize(); i++) {
      values.add(element(array.getElements(), i));
    }
    return values;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static <T> CloseableIterator<T> closeable(Iterator<T> iterator) {
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public T next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }
}
