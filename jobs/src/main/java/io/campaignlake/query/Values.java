package io.campaignlake.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.VariantVal;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The values of Spark's rows as JSON and as text: dates and times in ISO 8601 (instants in UTC),
 * decimals in full, bytes in base64, nested values as JSON.
 */
final class Values {
  static final JsonFactory JSON = new JsonFactory();

  private Values() {}

  /** As text for a cell; null stays null. */
  static String text(Object value, DataType type) throws IOException {
    boolean isNested =
        value instanceof VariantVal
            || type instanceof StructType
            || type instanceof ArrayType
            || type instanceof MapType;
    if (value == null || !isNested) {
      return value == null ? null : plain(value);
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, value, type);
    }
    return text.toString();
  }

  private static String plain(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    // toString leaves out seconds that are zero.
    if (value instanceof LocalDateTime local) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
    }
    return value instanceof LocalTime time
        ? DateTimeFormatter.ISO_LOCAL_TIME.format(time)
        : value.toString();
  }

  static void write(JsonGenerator json, Object value, DataType type) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (type instanceof StructType struct) {
      writeObject(json, (Row) value, struct.fieldNames(), struct);
    } else if (type instanceof ArrayType array) {
      writeArray(json, (scala.collection.Seq<?>) value, array.elementType());
    } else if (type instanceof MapType map) {
      writeMap(json, (scala.collection.Map<?, ?>) value, map);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof VariantVal variant) {
      json.writeRawValue(variant.toJson(ZoneOffset.UTC));
    } else if (value instanceof Number number && !(value instanceof BigDecimal)) {
      writeNumber(json, number);
    } else {
      json.writeString(plain(value));
    }
  }

  private static void writeNumber(JsonGenerator json, Number number) throws IOException {
    if (number instanceof Double wide) {
      json.writeNumber(wide);
    } else if (number instanceof Float narrow) {
      json.writeNumber(narrow);
    } else {
      json.writeNumber(number.longValue());
    }
  }

  /**
   * @param keys as many as the row has fields
   */
  static void writeObject(JsonGenerator json, Row row, String[] keys, StructType type)
      throws IOException {
    StructField[] fields = type.fields();
    json.writeStartObject();
    for (int i = 0; i < fields.length; i++) {
      json.writeFieldName(keys[i]);
      write(json, row.get(i), fields[i].dataType());
    }
    json.writeEndObject();
  }

  private static void writeArray(JsonGenerator json, scala.collection.Seq<?> items, DataType type)
      throws IOException {
    json.writeStartArray();
    for (Object item : CollectionConverters.asJava(items)) {
      write(json, item, type);
    }
    json.writeEndArray();
  }

  private static void writeMap(JsonGenerator json, scala.collection.Map<?, ?> map, MapType type)
      throws IOException {
    json.writeStartObject();
    for (var entry : CollectionConverters.asJava(map).entrySet()) {
      json.writeFieldName(text(entry.getKey(), type.keyType()));
      write(json, entry.getValue(), type.valueType());
    }
    json.writeEndObject();
  }
}
