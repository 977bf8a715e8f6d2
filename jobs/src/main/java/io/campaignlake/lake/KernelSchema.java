package io.campaignlake.lake;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.util.Arrays;

/** The schema of a table as Delta Kernel has it. */
final class KernelSchema {
  private KernelSchema() {}

  static StructType of(Table table) {
    return new StructType(table.fields().stream().map(KernelSchema::field).toList());
  }

  private static StructField field(Field field) {
    FieldMetadata comment = FieldMetadata.builder().putString("comment", field.comment()).build();
    return new StructField(field.name(), type(field.type()), field.nullable(), comment);
  }

  private static DataType type(org.apache.spark.sql.types.DataType type) {
    if (type instanceof org.apache.spark.sql.types.ArrayType array) {
      return new ArrayType(type(array.elementType()), array.containsNull());
    }
    if (type instanceof org.apache.spark.sql.types.MapType map) {
      return new MapType(type(map.keyType()), type(map.valueType()), map.valueContainsNull());
    }
    if (type instanceof org.apache.spark.sql.types.StructType struct) {
      return new StructType(
          Arrays.stream(struct.fields())
              .map(field -> new StructField(field.name(), type(field.dataType()), field.nullable()))
              .toList());
    }
    if (type instanceof org.apache.spark.sql.types.DecimalType decimal) {
      return new DecimalType(decimal.precision(), decimal.scale());
    }
    return scalar(type.typeName());
  }

  private static DataType scalar(String name) {
    return switch (name) {
      case "string" -> StringType.STRING;
      case "long" -> LongType.LONG;
      case "integer" -> IntegerType.INTEGER;
      case "double" -> DoubleType.DOUBLE;
      case "boolean" -> BooleanType.BOOLEAN;
      case "timestamp" -> TimestampType.TIMESTAMP;
      case "date" -> DateType.DATE;
      case "binary" -> BinaryType.BINARY;
      default -> throw new IllegalArgumentException("No Kernel type for " + name);
    };
  }
}
