package io.campaignlake.silver;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code silver.clicks}: hits of tracked links and taps of buttons, each once. */
public final class Clicks {
  public static final String URL_KIND = "URL";
  public static final String QUICK_REPLY_KIND = "QUICK_REPLY";

  public static final Field MESSAGE_ID =
      required(
          "message_id",
          StringType,
          "Canonical id of the message; the message itself may not be known yet.");
  public static final Field CLICK_ID =
      required(
          "click_id",
          StringType,
          "Id of the click; the inbound message's for a tap; button@second where there is none.");
  public static final Field KIND =
      required("kind", StringType, "URL (tracked link) or QUICK_REPLY (button or list).");
  public static final Field CLICKED_AT = required("clicked_at", TimestampType, "When, UTC.");
  public static final Field IS_BOT =
      required("is_bot", BooleanType, "True for a preview fetcher: counted in bot_clicks alone.");
  public static final Field BUTTON = optional("button", StringType, "Which button.");
  public static final Field URL = optional("url", StringType, "Where the link leads.");
  public static final Field USER_AGENT =
      optional(
          "user_agent", StringType, "Agent that fetched the link; null when the log has none.");
  public static final Field HASH =
      required(
          "hash",
          StringType,
          "SHA-256 of its canonical JSON, hexadecimal: ends a tie between copies.");

  public static final Table TABLE =
      Table.internal(
              "silver",
              "clicks",
              "One click or tap on one message.",
              List.of(
                  MESSAGE_ID,
                  CLICK_ID,
                  KIND,
                  CLICKED_AT,
                  IS_BOT,
                  BUTTON,
                  URL,
                  USER_AGENT,
                  HASH,
                  RawTables.FILE,
                  RawTables.INGESTED_AT))
          .keyedBy(MESSAGE_ID, CLICK_ID);

  private Clicks() {}

  /** Parses the tracked-link log; {@code message_id} is still the id as given. */
  static DocumentParser parser(List<String> botAgents) {
    List<Pattern> fetchers =
        botAgents.stream().map(p -> Pattern.compile(p, Pattern.CASE_INSENSITIVE)).toList();
    return (hit, times, source, parsed) -> {
      String ref = Json.required(hit, "message_id", Reason.MISSING_MESSAGE_ID);
      Instant at = times.iso(hit, "clicked_at");
      String button = Json.text(hit, "button");
      String given = Json.text(hit, "click_id");
      String id =
          given == null ? (button == null ? "" : button) + "@" + at.getEpochSecond() : given;
      JsonNode agent = hit.path("user_agent");
      String userAgent = agent.isTextual() ? agent.asText() : null;
      parsed.row(
          TABLE,
          ref,
          id,
          URL_KIND,
          at,
          isBot(userAgent, fetchers),
          button,
          Json.text(hit, "url"),
          userAgent,
          Json.hash(hit));
    };
  }

  /** An absent agent is a person's: many logs have none. An empty one is a fetcher's. */
  static boolean isBot(String userAgent, List<Pattern> fetchers) {
    if (userAgent == null) {
      return false;
    }
    return userAgent.isBlank()
        || fetchers.stream().anyMatch(fetcher -> fetcher.matcher(userAgent).find());
  }

  /** The taps among inbound messages; {@code message_id} is still the id as given. */
  static Dataset<Row> taps(Dataset<Row> inbound) {
    return inbound
        .where(InboundMessages.REPLY_KIND.col().isNotNull())
        .where(InboundMessages.CONTEXT_REF.col().isNotNull())
        .select(
            MESSAGE_ID.is(InboundMessages.CONTEXT_REF.col()),
            CLICK_ID.is(InboundMessages.INBOUND_ID.col()),
            KIND.is(lit(QUICK_REPLY_KIND)),
            CLICKED_AT.is(InboundMessages.RECEIVED_AT.col()),
            IS_BOT.is(lit(false)),
            BUTTON.is(coalesce(InboundMessages.BUTTON.col(), InboundMessages.TEXT.col())),
            URL.is(lit(null)),
            USER_AGENT.is(lit(null)),
            HASH.is(InboundMessages.HASH.col()),
            RawTables.FILE.col(),
            RawTables.INGESTED_AT.col());
  }

  /**
   * Puts each click on the message that its id names, and of copies keeps the least (clicked_at,
   * human first, hash).
   */
  static Dataset<Row> folded(Dataset<Row> clicks, Dataset<Row> aliases) {
    Dataset<Row> copies = MessageAliases.resolved(clicks, MESSAGE_ID, aliases);
    return Versions.least(copies, TABLE, CLICKED_AT, IS_BOT, HASH);
  }
}
