package io.campaignlake.lake;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Values of Delta Kernel as plain Java values. */
final class KernelRows {
  private KernelRows() {}

  static void copy(FilteredColumnarBatch batch, List<TableRow> rows) {
    ColumnarBatch data = batch.getData();
    Optional<ColumnVector> kept = batch.getSelectionVector();
    for (int i = 0; i < data.getSize(); i++) {
      if (kept.isEmpty() || !kept.get().isNullAt(i) && kept.get().getBoolean(i)) {
        rows.add(row(data.getSchema(), data::getColumnVector, i));
      }
    }
  }

  private static TableRow row(StructType schema, IntFunction<ColumnVector> columns, int i) {
    Map<String, Object> values = new HashMap<>();
    for (int column = 0; column < schema.length(); column++) {
      Object value = value(columns.apply(column), i);
      if (value != null) {
        values.put(schema.at(column).getName(), value);
      }
    }
    return new TableRow(values);
  }

  private static Object value(ColumnVector vector, int i) {
    DataType type = vector.getDataType();
    if (vector.isNullAt(i)) {
      return null;
    } else if (type instanceof StructType struct) {
      return row(struct, vector::getChild, i);
    } else if (type instanceof MapType) {
      return map(vector.getMap(i));
    } else if (type instanceof ArrayType) {
      return list(vector.getArray(i));
    } else if (type instanceof StringType) {
      return vector.getString(i);
    } else if (type instanceof LongType) {
      return vector.getLong(i);
    } else if (type instanceof TimestampType) {
      return instant(vector.getLong(i));
    } else if (type instanceof BooleanType) {
      return vector.getBoolean(i);
    } else if (type instanceof IntegerType) {
      return vector.getInt(i);
    } else if (type instanceof DoubleType) {
      return vector.getDouble(i);
    } else if (type instanceof DecimalType) {
      return vector.getDecimal(i);
    } else if (type instanceof DateType) {
      return LocalDate.ofEpochDay(vector.getInt(i));
    } else if (type instanceof BinaryType) {
      return vector.getBinary(i);
    }
    throw new IllegalArgumentException("No Java value for columns of type " + type);
  }

  private static Map<Object, Object> map(MapValue map) {
    Map<Object, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < map.getSize(); i++) {
      values.put(value(map.getKeys(), i), value(map.getValues(), i));
    }
    return values;
  }

  private static List<Object> list(ArrayValue array) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < array.getSize(); i++) {
      values.add(value(array.getElements(), i));
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
