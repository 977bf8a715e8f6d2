package io.campaignlake.lake;

import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;

/** The schema of a table as Delta Kernel has it. */
final class KernelSchema {
  private KernelSchema() {}

  static StructType of(Table table) {
    return new StructType(table.fields().stream().map(KernelSchema::field).toList());
  }

  private static StructField field(Field field) {
    FieldMetadata comment = FieldMetadata.builder().putString("comment", field.comment()).build();
    return new StructField(field.name(), type(field), field.nullable(), comment);
  }

  private static DataType type(Field field) {
    return switch (field.type().typeName()) {
      case "string" -> StringType.STRING;
      case "long" -> LongType.LONG;
      case "boolean" -> BooleanType.BOOLEAN;
      case "timestamp" -> TimestampType.TIMESTAMP;
      default -> throw new IllegalArgumentException("No Kernel type for " + field);
    };
  }
}
