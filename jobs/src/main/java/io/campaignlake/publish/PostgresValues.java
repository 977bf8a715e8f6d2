package io.campaignlake.publish;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.HexFormat;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;

/** Types and values of the lake as PostgreSQL has them. */
final class PostgresValues {
  private PostgresValues() {}

  /** The type by the name under which the database itself shows it. */
  static String type(DataType type) {
    if (type instanceof DecimalType decimal) {
      return "numeric(%d,%d)".formatted(decimal.precision(), decimal.scale());
    }
    return switch (type.typeName()) {
      case "string" -> "text";
      case "long" -> "bigint";
      case "integer" -> "integer";
      case "double" -> "double precision";
      case "boolean" -> "boolean";
      case "date" -> "date";
      case "timestamp" -> "timestamp with time zone";
      case "binary" -> "bytea";
      default -> throw new IllegalArgumentException("PostgreSQL has no type for " + type);
    };
  }

  /** A row in the text form of COPY. */
  static String line(Row row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length(); i++) {
      line.append(i == 0 ? "" : "\t").append(text(row.get(i)));
    }
    return line.append('\n').toString();
  }

  private static String text(Object value) {
    if (value == null) {
      return "\\N";
    } else if (value instanceof byte[] bytes) {
      return "\\\\x" + HexFormat.of().formatHex(bytes);
    } else if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return escaped(value.toString());
  }

  // PostgreSQL has no place for the character U+0000 in a text.
  private static String escaped(String text) {
    return text.replace('\u0000', '\ufffd')
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
