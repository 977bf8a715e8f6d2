package io.campaignlake.lake;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rows as the columns that Delta Kernel writes: texts, whole numbers, truth values, dates and
 * instants.
 */
record RowBatch(StructType schema, List<TableRow> rows) implements ColumnarBatch {
  @Override
  public StructType getSchema() {
    return schema;
  }

  @Override
  public int getSize() {
    return rows.size();
  }

  @Override
  public ColumnVector getColumnVector(int ordinal) {
    List<Object> values = new ArrayList<>();
    rows.forEach(row -> values.add(row.values().get(schema.at(ordinal).getName())));
    return new Column(schema.at(ordinal).getDataType(), values);
  }

  private record Column(DataType type, List<Object> values) implements ColumnVector {
    @Override
    public DataType getDataType() {
      return type;
    }

    @Override
    public int getSize() {
      return values.size();
    }

    @Override
    public boolean isNullAt(int row) {
      return values.get(row) == null;
    }

    @Override
    public String getString(int row) {
      return (String) values.get(row);
    }

    @Override
    public boolean getBoolean(int row) {
      return (Boolean) values.get(row);
    }

    @Override
    public long getLong(int row) {
      Object value = values.get(row);
      return value instanceof Instant instant ? KernelRows.micros(instant) : (Long) value;
    }

    @Override
    public double getDouble(int row) {
      return (Double) values.get(row);
    }

    @Override
    public MapValue getMap(int row) {
      Map<?, ?> map = (Map<?, ?>) values.get(row);
      MapType ofMap = (MapType) type;
      return new Entries(
          new Column(ofMap.getKeyType(), new ArrayList<>(map.keySet())),
          new Column(ofMap.getValueType(), new ArrayList<>(map.values())));
    }

    @Override
    public int getInt(int row) {
      Object value = values.get(row);
      return value instanceof LocalDate date ? Math.toIntExact(date.toEpochDay()) : (Integer) value;
    }

    @Override
    public void close() {}
  }

  private record Entries(ColumnVector keys, ColumnVector entries) implements MapValue {
    @Override
    public int getSize() {
      return keys.getSize();
    }

    @Override
    public ColumnVector getKeys() {
      return keys;
    }

    @Override
    public ColumnVector getValues() {
      return entries;
    }
  }
}
