package io.campaignlake.raw;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import java.util.List;

/** The raw tables: documents as they landed, and the log of the files that were read. */
public final class RawTables {
  public static final Field DOCUMENT =
      Field.required(
          "document",
          StringType,
          "The document as it came: one JSON object. A CSV row stands as an object keyed by the header.");
  public static final Field SOURCE =
      Field.required(
          "_source",
          StringType,
          "Landing folder of the source, below the landing root; the same for its topic.");
  public static final Field FILE =
      Field.required(
          "_file",
          StringType,
          "Path of the landing file; or kafka:topic/partition, with @offset where a record holds several documents.");
  public static final Field POSITION =
      Field.required(
              "_position",
              LongType,
              "Where in it: byte offset of a line, offset of a record, else ordinal of the document.")
          .neverAddsUp("bytes, offset or ordinal");
  public static final Field INGESTED_AT =
      Field.required(
          "_ingested_at",
          TimestampType,
          "Clock of the run that read it, UTC. A rebuild judges times against it.");

  private static final List<Field> DOCUMENT_FIELDS =
      List.of(DOCUMENT, SOURCE, FILE, POSITION, INGESTED_AT);

  public static final Table MESSAGE_EVENTS =
      raw("message_events", "One webhook body of the Cloud API or Gupshup.");
  public static final Table SENDS = raw("sends", "One row of the sender's log.");
  public static final Table CLICKS = raw("clicks", "One hit of a tracked link.");
  public static final Table ORDERS = raw("orders", "One version of a VTEX order.");
  public static final Table CARTS = raw("carts", "One version of a VTEX orderForm.");
  public static final Table CAMPAIGNS = raw("campaigns", "One version of a campaign's definition.");

  public static final List<Table> ALL =
      List.of(CAMPAIGNS, SENDS, MESSAGE_EVENTS, CLICKS, ORDERS, CARTS);

  static final Field PATH = Field.required("path", StringType, "Path of the file.");
  static final Field LENGTH =
      Field.required("length", LongType, "Length in bytes.").addsUp("bytes");
  static final Field MODIFIED_AT =
      Field.required("modified_at", TimestampType, "Modification time of the file, UTC.");
  static final Field DIGEST =
      Field.required("digest", StringType, "SHA-256 of the file's bytes, hexadecimal.");
  static final Field IS_REPEAT =
      Field.required(
          "is_repeat",
          BooleanType,
          "True when the same path, length and digest had been read before: it was only touched.");

  /** The log of files: what has been read, and the order in which the ingestion stream reads. */
  public static final Table LANDING_FILES =
      Table.internal(
          "raw",
          "landing_files",
          "One landing file as it was found; each path, length and digest is read once.",
          List.of(PATH, LENGTH, MODIFIED_AT, DIGEST, IS_REPEAT, SOURCE, INGESTED_AT));

  private RawTables() {}

  private static Table raw(String name, String grain) {
    return Table.internal("raw", name, grain, DOCUMENT_FIELDS);
  }
}
