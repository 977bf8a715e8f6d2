package io.campaignlake.raw;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import java.util.List;

/** The documents that a table could not take, each with the reason: nothing is lost. */
public final class Rejected {
  public static final Field REJECT_REASON =
      Field.required(
          "reject_reason",
          StringType,
          "Why it was rejected, as a code: CORRUPT_JSON, BAD_TIMESTAMP, …");
  public static final Field DOCUMENT =
      Field.required("document", StringType, "The raw text, as far as it could be read.");

  public static final Field ITEM =
      Field.required(
              "_item",
              IntegerType,
              "Which part of the document: its ordinal among the parts, 0 for the whole.")
          .neverAddsUp("ordinal");

  private static final List<Field> FIELDS =
      List.of(
          REJECT_REASON,
          DOCUMENT,
          RawTables.SOURCE,
          RawTables.FILE,
          RawTables.POSITION,
          ITEM,
          RawTables.INGESTED_AT);

  private Rejected() {}

  /** The companion {@code <layer>.<table>_rejected} of a table. */
  public static Table of(Table table) {
    return Table.internal(
            table.layer(),
            table.name() + "_rejected",
            "One document, or part of one, that " + table.fullName() + " could not take.",
            FIELDS)
        .keyedBy(RawTables.FILE, RawTables.POSITION, ITEM);
  }
}
