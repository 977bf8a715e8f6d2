package io.campaignlake.dictionary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Measure.Sum;
import io.campaignlake.lake.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The promise to those who read the published tables, as an Open Data Contract (ODCS 3.1). Laws are
 * its quality checks: each counts the rows that break one.
 */
public final class DataContract {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));

  private DataContract() {}

  /**
   * @param tables those that are published are in it
   */
  public static String yaml(List<Table> tables) {
    Map<String, Object> contract = new LinkedHashMap<>();
    contract.put("apiVersion", "v3.1.0");
    contract.put("kind", "DataContract");
    contract.put("id", "campaign-lake");
    contract.put("name", "Campaign Lake");
    contract.put("version", "0.1.0");
    contract.put("status", "active");
    contract.put("description", description());
    contract.put("servers", List.of(server()));
    contract.put(
        "schema",
        tables.stream()
            .filter(table -> table.kind() == Table.Kind.PUBLISHED)
            .map(DataContract::table)
            .toList());
    try {
      return "# Made by ./lake dictionary --odcs from the classes of the tables; a test fails when it is stale.\n"
          + YAML.writeValueAsString(contract);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> description() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put(
        "purpose",
        "What came of WhatsApp campaigns: delivered, read, clicked, bought, for how much.");
    description.put(
        "usage",
        "Plain Delta tables for any reader. Tables and columns may be added, not changed.");
    description.put(
        "limitations",
        "Numbers of a send date are final after matures_on. Columns whose addsUp is no must not be summed, and currencies are never added together.");
    return description;
  }

  private static Map<String, Object> server() {
    Map<String, Object> server = new LinkedHashMap<>();
    server.put("server", "lake");
    server.put("type", "local");
    server.put("description", "Below lake.root, which may be a URI of any Hadoop file system.");
    server.put("path", "lake-data/{layer}/{table}");
    server.put("format", "delta");
    return server;
  }

  private static Map<String, Object> table(Table table) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", table.fullName());
    object.put("physicalName", table.layer() + "/" + table.name());
    object.put("logicalType", "object");
    object.put("physicalType", "table");
    object.put("description", table.grain());
    object.put("dataGranularityDescription", table.grain());
    object.put("tags", List.of(table.layer()));
    object.put("properties", table.fields().stream().map(f -> column(table, f)).toList());
    if (!table.laws().isEmpty()) {
      List<Map<String, Object>> quality = new ArrayList<>();
      table.laws().forEach((name, law) -> quality.add(check(table, name, law)));
      object.put("quality", quality);
    }
    return object;
  }

  private static Map<String, Object> column(Table table, Field field) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("name", field.name());
    property.putAll(types(field.type()));
    property.put("required", !field.nullable());
    int position = table.key().indexOf(field) + 1;
    if (position > 0) {
      property.put("primaryKey", true);
      property.put("primaryKeyPosition", position);
    }
    property.put("description", field.comment());
    List<Map<String, Object>> more = more(field);
    if (!more.isEmpty()) {
      property.put("customProperties", more);
    }
    return property;
  }

  private static List<Map<String, Object>> more(Field field) {
    List<Map<String, Object>> more = new ArrayList<>();
    String unit = DataDictionary.unit(field);
    if (!unit.isEmpty()) {
      more.add(custom("unit", unit));
    }
    if (field.measure().sum() != Sum.NONE) {
      more.add(custom("addsUp", field.measure().sum().toString()));
    }
    if (!field.answersTo().isEmpty()) {
      more.add(custom("answersTo", field.answersTo()));
    }
    return more;
  }

  private static Map<String, Object> custom(String name, Object value) {
    Map<String, Object> custom = new LinkedHashMap<>();
    custom.put("property", name);
    custom.put("value", value);
    return custom;
  }

  private static Map<String, Object> types(DataType type) {
    Map<String, Object> types = new LinkedHashMap<>();
    types.put("logicalType", logical(type));
    types.put("physicalType", type.sql());
    if (type.equals(DataTypes.BinaryType)) {
      types.put("logicalTypeOptions", Map.of("format", "binary"));
    }
    if (type instanceof ArrayType array) {
      types.put("items", types(array.elementType()));
    }
    if (type instanceof StructType struct) {
      List<Map<String, Object>> properties = new ArrayList<>();
      for (StructField field : struct.fields()) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("name", field.name());
        property.putAll(types(field.dataType()));
        properties.add(property);
      }
      types.put("properties", properties);
    }
    return types;
  }

  private static String logical(DataType type) {
    return switch (type.typeName()) {
      case "string", "binary" -> "string";
      case "boolean" -> "boolean";
      case "date" -> "date";
      case "timestamp" -> "timestamp";
      case "long", "integer" -> "integer";
      case "double" -> "number";
      case "array" -> "array";
      case "struct" -> "object";
      default -> {
        if (type instanceof DecimalType) {
          yield "number";
        }
        throw new IllegalArgumentException("No type of the contract for " + type);
      }
    };
  }

  private static Map<String, Object> check(Table table, String name, String law) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("name", name);
    check.put("type", "sql");
    check.put("description", law);
    check.put("query", "SELECT count(*) FROM %s WHERE NOT (%s)".formatted(table.fullName(), law));
    check.put("mustBe", 0);
    return check;
  }
}
