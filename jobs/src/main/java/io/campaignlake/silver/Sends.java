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
import java.util.Set;

/** {@code silver.sends}: the rows of the sender's log, each once. */
public final class Sends {
  public static final Field SEND_ID =
      required(
          "send_id",
          StringType,
          "SHA-256 of the row's canonical JSON, hexadecimal: repeats share it.");
  public static final Field CAMPAIGN_ID =
      required("campaign_id", StringType, "Campaign of the attempt.");
  public static final Field RECORD_ID =
      required("record_id", StringType, "The sender's record of the recipient.");
  public static final Field CONNECTOR = required("connector", StringType, "CLOUD_API or GUPSHUP.");
  public static final Field ATTEMPTED_AT =
      required("attempted_at", TimestampType, "When the sender tried, UTC.");
  public static final Field TELEPHONE =
      optional("telephone", StringType, "Recipient's number, digits alone.");
  public static final Field PHONE_KEY =
      optional("phone_key", StringType, "Phone match key of the number.");
  public static final Field BSUID =
      optional("bsuid", StringType, "Recipient's business-scoped user id.");
  public static final Field CUSTOMER_ID =
      optional("customer_id", StringType, "The shop's id of the recipient.");
  public static final Field MESSAGE_REF =
      optional(
          "message_ref",
          StringType,
          "Id that the provider gave back; null when the attempt failed at once.");
  public static final Field ERROR_CODE =
      optional("error_code", StringType, "Code of a failure that the provider answered at once.");
  public static final Field ERROR_MESSAGE =
      optional("error_message", StringType, "Words of that failure.");
  public static final Field ORDER_FORM_ID =
      optional("order_form_id", StringType, "Cart that the message is about.");
  public static final Field MESSAGE_TYPE =
      optional("message_type", StringType, "TEMPLATE or REGULAR.");
  public static final Field TEMPLATE_NAME =
      optional("template_name", StringType, "Template that was sent.");
  public static final Field LANGUAGE =
      optional("language", StringType, "Language of the template.");

  public static final Table TABLE =
      Table.internal(
              "silver",
              "sends",
              "One row of the sender's log.",
              List.of(
                  SEND_ID,
                  CAMPAIGN_ID,
                  RECORD_ID,
                  CONNECTOR,
                  ATTEMPTED_AT,
                  TELEPHONE,
                  PHONE_KEY,
                  BSUID,
                  CUSTOMER_ID,
                  MESSAGE_REF,
                  ERROR_CODE,
                  ERROR_MESSAGE,
                  ORDER_FORM_ID,
                  MESSAGE_TYPE,
                  TEMPLATE_NAME,
                  LANGUAGE,
                  RawTables.FILE,
                  RawTables.INGESTED_AT))
          .keyedBy(SEND_ID)
          .daysBy(ATTEMPTED_AT);

  private static final Set<String> CONNECTORS = Set.of("CLOUD_API", "GUPSHUP");
  private static final Set<String> MESSAGE_TYPES = Set.of("TEMPLATE", "REGULAR");

  private Sends() {}

  static void parse(JsonNode row, EventTime times, String source, Parsed parsed) {
    String campaign = Json.required(row, "campaign_id", Reason.MISSING_CAMPAIGN_ID);
    String record = Json.required(row, "record_id", Reason.MISSING_RECORD_ID);
    String connector = Json.text(row, "connector");
    if (connector == null || !CONNECTORS.contains(connector)) {
      throw new BadValue(Reason.BAD_CONNECTOR);
    }
    String messageType = Json.text(row, "message_type");
    if (messageType != null && !MESSAGE_TYPES.contains(messageType)) {
      throw new BadValue(Reason.BAD_MESSAGE_TYPE);
    }
    Instant attemptedAt = times.iso(row, "attempted_at");
    String messageRef = Json.text(row, "message_id");
    String errorCode = Json.text(row, "error_code");
    if (messageRef == null && errorCode == null) {
      throw new BadValue(Reason.NO_OUTCOME);
    }
    String telephone = Json.text(row, "telephone");
    parsed.row(
        TABLE,
        Json.hash(row),
        campaign,
        record,
        connector,
        attemptedAt,
        telephone == null ? null : Phones.digits(telephone),
        Phones.ofProvider(telephone),
        Json.text(row, "bsuid"),
        Json.text(row, "customer_id"),
        messageRef,
        errorCode,
        Json.text(row, "error_message"),
        Json.text(row, "order_form_id"),
        messageType,
        Json.text(row, "template_name"),
        Json.text(row, "language"));
  }
}
