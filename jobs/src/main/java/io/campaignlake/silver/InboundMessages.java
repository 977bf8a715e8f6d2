package io.campaignlake.silver;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * {@code silver.inbound_messages}: what people wrote or tapped. Copies that say the same are one;
 * those that do not are all kept, so that none of the answers that they tell gets lost.
 */
public final class InboundMessages {
  public static final Field INBOUND_ID =
      required("inbound_id", StringType, "Provider's id of the inbound message.");
  public static final Field PROVIDER = required("provider", StringType, "CLOUD_API or GUPSHUP.");
  public static final Field SENDER = optional("sender", StringType, "Phone digits of the sender.");
  public static final Field BSUID =
      optional("bsuid", StringType, "Business-scoped user id of the sender.");
  public static final Field PERSON_KEY =
      optional("person_key", StringType, "Phone match key of the sender, else the BSUID.");
  public static final Field RECEIVED_AT =
      required("received_at", TimestampType, "When it was sent, UTC, by the provider's clock.");
  public static final Field TYPE =
      required("type", StringType, "Provider's type: text, button, interactive, image, …");
  public static final Field TEXT =
      optional("text", StringType, "Text, or the title of the tapped button.");
  public static final Field REPLY_KIND =
      optional(
          "reply_kind",
          StringType,
          "button, button_reply, list_reply or quick_reply when a button was tapped; else null.");
  public static final Field BUTTON =
      optional("button", StringType, "Id or payload of the tapped button.");
  public static final Field CONTEXT_REF =
      optional(
          "context_ref",
          StringType,
          "The message that it answers, as named there; a reply without one is on no message.");
  public static final Field OTHER_CONTEXT_REFS =
      required(
          "other_context_refs",
          createArrayType(StringType, false),
          "Further ids of the answered message.");
  public static final Field HASH =
      required(
          "hash",
          StringType,
          "SHA-256 of its canonical JSON, hexadecimal: copies that say the same share it.");

  public static final Table TABLE =
      Table.internal(
              "silver",
              "inbound_messages",
              "One telling of an inbound message of a person; nearly always there is one.",
              List.of(
                  INBOUND_ID,
                  PROVIDER,
                  SENDER,
                  BSUID,
                  PERSON_KEY,
                  RECEIVED_AT,
                  TYPE,
                  TEXT,
                  REPLY_KIND,
                  BUTTON,
                  CONTEXT_REF,
                  OTHER_CONTEXT_REFS,
                  HASH,
                  RawTables.FILE,
                  RawTables.INGESTED_AT))
          .keyedBy(INBOUND_ID, HASH);

  private InboundMessages() {}

  /** The keys by which the sender is known: who shares one with a recipient is that person. */
  public static Column personKeys() {
    return array_compact(array(PERSON_KEY.col(), BSUID.col()));
  }

  /** Of copies, the one whose envelope names the sender, if any does. */
  static Dataset<Row> folded(Dataset<Row> copies) {
    return Versions.greatest(copies, TABLE, BSUID, PROVIDER);
  }
}
