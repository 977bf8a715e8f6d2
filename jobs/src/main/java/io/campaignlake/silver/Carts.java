package io.campaignlake.silver;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code silver.carts}: each VTEX orderForm in its latest version. */
public final class Carts {
  public static final Field ORDER_FORM_ID =
      required("order_form_id", StringType, "VTEX orderFormId.").answersTo("VTEX: orderFormId");
  public static final Field CAPTURED_AT =
      optional(
          "captured_at",
          TimestampType,
          "When the version was captured, UTC, if it says so; versions without come first.");
  public static final Field ITEMS =
      required("items", Items.TYPE, "What lies in it; price per unit in currency units.")
          .answersTo("VTEX: items");
  public static final Field HASH =
      required(
          "hash",
          StringType,
          "SHA-256 of its canonical JSON, hexadecimal: ends a tie between versions.");

  public static final Table TABLE =
      Table.internal(
              "silver",
              "carts",
              "One cart in its latest version.",
              List.of(
                  ORDER_FORM_ID, CAPTURED_AT, ITEMS, HASH, RawTables.FILE, RawTables.INGESTED_AT))
          .keyedBy(ORDER_FORM_ID);

  private Carts() {}

  static void parse(JsonNode cart, EventTime times, String source, Parsed parsed) {
    String id = Json.required(cart, "orderFormId", Reason.MISSING_ORDER_FORM_ID);
    Instant capturedAt = times.isoOrNull(cart, "captured_at");
    parsed.row(TABLE, id, capturedAt, Items.of(cart), Json.hash(cart));
  }

  static Dataset<Row> folded(Dataset<Row> versions) {
    return Versions.greatest(versions, TABLE, CAPTURED_AT, HASH);
  }
}
