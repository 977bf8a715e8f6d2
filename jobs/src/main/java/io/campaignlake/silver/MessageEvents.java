package io.campaignlake.silver;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import java.util.List;

/** {@code silver.message_events}: the providers' status events, each once. */
public final class MessageEvents {
  public static final Field EVENT_ID =
      required(
          "event_id",
          StringType,
          "First half of the SHA-256 of all that the event says, hexadecimal: repeats share it.");
  public static final Field EVENT_DATE = required("event_date", DateType, "UTC date of event_at.");
  public static final Field PROVIDER = required("provider", StringType, "CLOUD_API or GUPSHUP.");
  public static final Field MESSAGE_REF =
      required(
          "message_ref",
          StringType,
          "The message as the event names it: Gupshup's id if it has one, else the provider's.");
  public static final Field OTHER_REFS =
      required(
          "other_refs",
          createArrayType(StringType, false),
          "Further ids that the event gives the same message.");
  public static final Field GUPSHUP_ID_EVIDENCE =
      optional(
          "gupshup_id_evidence",
          StringType,
          "STRONG: message_ref is Gupshup's id for sure (gsId, gs_id, enqueued); WEAK: it stands in its place; null: nothing says so.");
  public static final Field STATUS =
      required(
          "status",
          StringType,
          "ENQUEUED, SENT, DELIVERED, READ, FAILED, PLAYED; others in capitals as they came, without effect.");
  public static final Field EVENT_AT =
      required("event_at", TimestampType, "When it happened, UTC, by the provider's clock.");
  public static final Field RECIPIENT =
      optional(
          "recipient",
          StringType,
          "Phone digits of the recipient (recipient_id, destination); null when not all digits.");
  public static final Field PHONE_KEY =
      optional("phone_key", StringType, "Phone match key of the recipient.");
  public static final Field BSUID =
      optional("bsuid", StringType, "Business-scoped user id of the recipient.");
  public static final Field ERROR_CODE =
      optional("error_code", StringType, "Provider's code of a failure.");
  public static final Field ERROR_MESSAGE =
      optional("error_message", StringType, "Provider's words for a failure.");
  public static final Field CAMPAIGN_ID =
      optional(
          "campaign_id",
          StringType,
          "Campaign named in biz_opaque_callback_data, when that is JSON with campaign_id.");
  public static final Field PRICING_CATEGORY =
      optional("pricing_category", StringType, "Billing category that the provider named.");

  public static final Table TABLE =
      Table.internal(
              "silver",
              "message_events",
              "One status event of one message.",
              List.of(
                  EVENT_ID,
                  EVENT_DATE,
                  PROVIDER,
                  MESSAGE_REF,
                  OTHER_REFS,
                  GUPSHUP_ID_EVIDENCE,
                  STATUS,
                  EVENT_AT,
                  RECIPIENT,
                  PHONE_KEY,
                  BSUID,
                  ERROR_CODE,
                  ERROR_MESSAGE,
                  CAMPAIGN_ID,
                  PRICING_CATEGORY,
                  RawTables.FILE,
                  RawTables.INGESTED_AT))
          .keyedBy(EVENT_DATE, EVENT_ID)
          .daysBy(EVENT_AT);

  /** The statuses that say something about a message; others are kept and change nothing. */
  public static final List<String> KNOWN_STATUSES =
      List.copyOf(MessageEvidence.KIND_OF_STATUS.keySet());

  private MessageEvents() {}
}
