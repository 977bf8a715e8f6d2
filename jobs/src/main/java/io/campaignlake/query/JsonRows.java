package io.campaignlake.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rows as one JSON array, an object a line. */
final class JsonRows implements RowPrinter {
  private final StructType schema;
  private final String[] keys;
  private final JsonGenerator json;

  JsonRows(StructType schema, OutputStream out) throws IOException {
    this.schema = schema;
    this.keys = distinct(List.of(schema.fieldNames())).toArray(String[]::new);
    this.json = Values.JSON.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter(",\n"));
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeRaw("[\n");
  }

  /** An object holds a key once: a column's second namesake becomes {@code id_2}. */
  static Set<String> distinct(List<String> columns) {
    Set<String> taken = new HashSet<>(columns);
    Set<String> keys = new LinkedHashSet<>();
    for (String column : columns) {
      String key = column;
      for (int n = 2; keys.contains(key) || (n > 2 && taken.contains(key)); n++) {
        key = column + "_" + n;
      }
      keys.add(key);
    }
    return keys;
  }

  @Override
  public void print(Row row) throws IOException {
    Values.writeObject(json, row, keys, schema);
  }

  @Override
  public void end() throws IOException {
    json.writeRaw("\n]\n");
    json.flush();
  }
}
