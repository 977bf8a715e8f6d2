package io.campaignlake.silver;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * {@code silver.messages}: each send attempt, as all that is known of it adds up (semantics §3).
 */
public final class Messages {
  public static final Field MESSAGE_ID =
      required(
          "message_id",
          StringType,
          "The id that the sender got back, through aliases; record:<campaign_id>:<record_id> when it never got one.");
  public static final Field SEND_DATE =
      required("send_date", DateType, "Local date of message_at in the business zone.");
  public static final Field CAMPAIGN_ID =
      optional(
          "campaign_id",
          StringType,
          "From the send log, else from the callback data; null for an orphan, which no report counts.");
  public static final Field RECORD_ID = optional("record_id", StringType, "The sender's record.");
  public static final Field CONNECTOR = required("connector", StringType, "CLOUD_API or GUPSHUP.");
  public static final Field TELEPHONE =
      optional("telephone", StringType, "Recipient's number, digits alone.");
  public static final Field BSUID =
      optional("bsuid", StringType, "Recipient's business-scoped user id.");
  public static final Field RECIPIENT_KEY =
      required(
          "recipient_key",
          StringType,
          "Who it went to: phone match key, else BSUID, else message:<message_id>. Distinct counts use it.");
  public static final Field CUSTOMER_ID =
      optional("customer_id", StringType, "The shop's id of the recipient, from the send log.");
  public static final Field MATCH_KEYS =
      required(
          "match_keys",
          createArrayType(StringType, false),
          "Keys that join it to orders: phone:<key> and customer:<id>, sorted.");
  public static final Field STATUS =
      required(
          "status",
          StringType,
          "READ, DELIVERED, FAILED, SENT or ACCEPTED; evidence of delivery beats a failure.");
  public static final Field IS_SUBMITTED =
      required("is_submitted", BooleanType, "True when a provider gave it an id.");
  public static final Field HAS_CONFLICT =
      required("has_conflict", BooleanType, "True when both a failure and a delivery are known.");
  public static final Field HAS_SEND_CONFLICT =
      required(
          "has_send_conflict",
          BooleanType,
          "True when rows of the send log disagree on its campaign or phone.");
  public static final Field MESSAGE_AT =
      required(
          "message_at",
          TimestampType,
          "The attempt, UTC: attempted_at, else sent_at, else the earliest status event.");
  public static final Field ATTEMPTED_AT =
      optional(
          "attempted_at",
          TimestampType,
          "From the send log, else the earliest enqueued event, UTC.");
  public static final Field SENT_AT =
      optional("sent_at", TimestampType, "Earliest sent event, UTC.");
  public static final Field DELIVERED_AT =
      optional("delivered_at", TimestampType, "Earliest delivered event, UTC.");
  public static final Field READ_AT =
      optional("read_at", TimestampType, "Earliest read or played event, UTC.");
  public static final Field FAILED_AT =
      optional("failed_at", TimestampType, "Earliest failure, UTC.");
  public static final Field FIRST_CLICK_AT =
      optional("first_click_at", TimestampType, "Earliest human click of either kind, UTC.");
  public static final Field URL_CLICKS =
      required("url_clicks", LongType, "Human clicks on its tracked links.").addsUp("clicks");
  public static final Field QUICK_REPLIES =
      required("quick_replies", LongType, "Taps on its buttons and lists.").addsUp("clicks");
  public static final Field BOT_CLICKS =
      required("bot_clicks", LongType, "Hits of preview fetchers on its links.").addsUp("clicks");
  public static final Field EFFECTIVE_DELIVERED_AT =
      optional(
          "effective_delivered_at",
          TimestampType,
          "Least of delivered_at, read_at, first_click_at, UTC.");
  public static final Field DELIVERED_EVIDENCE =
      optional(
          "delivered_evidence",
          StringType,
          "DELIVERED, READ or CLICK: which of them it is, in this order on a tie.");
  public static final Field LAST_UPDATE_AT =
      required("last_update_at", TimestampType, "When the current status was reached, UTC.");
  public static final Field ERROR_CODE =
      optional("error_code", StringType, "Code of the earliest failure.");
  public static final Field ERROR_MESSAGE =
      optional("error_message", StringType, "Words of the earliest failure.");
  public static final Field ORDER_FORM_ID =
      optional("order_form_id", StringType, "Cart that the message is about, from the send log.");
  public static final Field MESSAGE_TYPE =
      optional("message_type", StringType, "TEMPLATE or REGULAR, from the send log.");
  public static final Field TEMPLATE_NAME =
      optional("template_name", StringType, "Template, from the send log.");
  public static final Field LANGUAGE =
      optional("language", StringType, "Language, from the send log.");

  // With these the row stands for its evidence: see MessageEvidence.ofMessages.
  public static final Field CALLBACK_AT =
      optional(
          "callback_at",
          TimestampType,
          "When the event was whose callback data gave campaign_id, UTC; null where the send log did.");
  public static final Field RECIPIENT_AT =
      optional(
          "recipient_at",
          TimestampType,
          "When the event was that gave telephone, UTC; null where the send log did.");
  public static final Field BSUID_AT =
      optional(
          "bsuid_at",
          TimestampType,
          "When the event was that gave bsuid, UTC; null where the send log did.");

  public static final String READ = "READ";
  public static final String DELIVERED = "DELIVERED";
  public static final String FAILED = "FAILED";
  public static final String SENT = "SENT";
  public static final String ACCEPTED = "ACCEPTED";

  public static final Table TABLE =
      Table.internal(
              "silver",
              "messages",
              "One send attempt.",
              List.of(
                  MESSAGE_ID,
                  SEND_DATE,
                  CAMPAIGN_ID,
                  RECORD_ID,
                  CONNECTOR,
                  TELEPHONE,
                  BSUID,
                  RECIPIENT_KEY,
                  CUSTOMER_ID,
                  MATCH_KEYS,
                  STATUS,
                  IS_SUBMITTED,
                  HAS_CONFLICT,
                  HAS_SEND_CONFLICT,
                  MESSAGE_AT,
                  ATTEMPTED_AT,
                  SENT_AT,
                  DELIVERED_AT,
                  READ_AT,
                  FAILED_AT,
                  FIRST_CLICK_AT,
                  URL_CLICKS,
                  QUICK_REPLIES,
                  BOT_CLICKS,
                  EFFECTIVE_DELIVERED_AT,
                  DELIVERED_EVIDENCE,
                  LAST_UPDATE_AT,
                  ERROR_CODE,
                  ERROR_MESSAGE,
                  ORDER_FORM_ID,
                  MESSAGE_TYPE,
                  TEMPLATE_NAME,
                  LANGUAGE,
                  CALLBACK_AT,
                  RECIPIENT_AT,
                  BSUID_AT))
          .keyedBy(MESSAGE_ID)
          .daysBy(SEND_DATE)
          .law(
              "delivered_has_evidence",
              "(effective_delivered_at IS NULL) = (delivered_evidence IS NULL)")
          .law("read_is_delivered", "read_at IS NULL OR effective_delivered_at <= read_at")
          .law(
              "conflict_has_both",
              "has_conflict = (failed_at IS NOT NULL AND effective_delivered_at IS NOT NULL)")
          .law("known_status", "status IN ('READ', 'DELIVERED', 'FAILED', 'SENT', 'ACCEPTED')");

  /** How a match key begins that is a phone. */
  public static final String PHONE = "phone:";

  /** How one begins that is a customer. */
  public static final String CUSTOMER = "customer:";

  private Messages() {}

  /** All phones by which it is known, without their prefix. */
  static Column phoneKeys() {
    return transform(
        filter(MATCH_KEYS.col(), key -> key.startsWith(PHONE)),
        key -> key.substr(lit(PHONE.length() + 1), length(key)));
  }

  /** The phone in its recipient_key; null where that is something else. */
  static Column phoneKey() {
    Column isPhone = array_contains(MATCH_KEYS.col(), concat(lit(PHONE), RECIPIENT_KEY.col()));
    return when(isPhone, RECIPIENT_KEY.col());
  }

  /** The keys by which the recipient is known, as {@link InboundMessages#personKeys} a sender. */
  public static Column personKeys() {
    return array_compact(array(RECIPIENT_KEY.col(), BSUID.col()));
  }

  /**
   * How good a status is for a person who got several messages: READ over DELIVERED over SENT over
   * ACCEPTED over FAILED.
   */
  public static Column statusRank() {
    Column status = STATUS.col();
    return when(status.equalTo(READ), 5)
        .when(status.equalTo(DELIVERED), 4)
        .when(status.equalTo(SENT), 3)
        .when(status.equalTo(ACCEPTED), 2)
        .otherwise(1);
  }
}
