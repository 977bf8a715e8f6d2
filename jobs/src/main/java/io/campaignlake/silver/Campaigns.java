package io.campaignlake.silver;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * {@code silver.campaigns}: what definition files say of a campaign, field by field from the latest
 * that says it. What people change by command stands in {@code silver.campaign_changes}.
 */
public final class Campaigns {
  public static final Field CAMPAIGN_ID = required("campaign_id", StringType, "Campaign.");
  public static final Field NAME = optional("name", StringType, "Name for people.");
  public static final Field TYPE = optional("type", StringType, "BROADCAST or API.");
  public static final Field MESSAGE_TYPE =
      optional("message_type", StringType, "TEMPLATE or REGULAR.");
  public static final Field TEMPLATE_NAME =
      optional("template_name", StringType, "Template that it sends.");
  public static final Field LANGUAGE =
      optional("language", StringType, "Language of the template.");
  public static final Field CREATED_AT =
      optional("created_at", TimestampType, "When it was created, UTC.");
  public static final Field DECLARED_AUDIENCE_SIZE =
      optional("declared_audience_size", LongType, "Recipients that it is meant for, as declared.")
          .neverAddsUp("people");
  static final Field UPDATED_AT =
      optional("updated_at", TimestampType, "When the definition was changed, UTC.");
  static final Field HASH =
      required("hash", StringType, "SHA-256 of its canonical JSON, hexadecimal.");

  public static final Table TABLE =
      Table.internal(
              "silver",
              "campaigns",
              "One campaign that a definition names.",
              List.of(
                  CAMPAIGN_ID,
                  NAME,
                  TYPE,
                  MESSAGE_TYPE,
                  TEMPLATE_NAME,
                  LANGUAGE,
                  CREATED_AT,
                  DECLARED_AUDIENCE_SIZE))
          .keyedBy(CAMPAIGN_ID);

  /** The shape of one definition; no table of its own. */
  static final Table DEFINITION =
      Table.internal(
          "silver",
          "campaigns",
          "One version of a definition.",
          List.of(
              CAMPAIGN_ID,
              NAME,
              TYPE,
              MESSAGE_TYPE,
              TEMPLATE_NAME,
              LANGUAGE,
              CREATED_AT,
              DECLARED_AUDIENCE_SIZE,
              UPDATED_AT,
              HASH));

  /** More than there are: such a number is a mistake, and sums of it would overflow. */
  public static final long MOST_PEOPLE = 10_000_000_000L;

  private Campaigns() {}

  static void parse(JsonNode campaign, EventTime times, String source, Parsed parsed) {
    Instant createdAt = times.isoOrNull(campaign, "created_at");
    Instant updatedAt = times.isoOrNull(campaign, "updated_at");
    parsed.row(
        DEFINITION,
        Json.required(campaign, "campaign_id", Reason.MISSING_CAMPAIGN_ID),
        Json.text(campaign, "name"),
        oneOf(Json.text(campaign, "type"), Set.of("BROADCAST", "API"), Reason.BAD_TYPE),
        oneOf(
            Json.text(campaign, "message_type"),
            Set.of("TEMPLATE", "REGULAR"),
            Reason.BAD_MESSAGE_TYPE),
        Json.text(campaign, "template_name"),
        Json.text(campaign, "language"),
        createdAt,
        audience(campaign),
        updatedAt,
        Json.hash(campaign));
  }

  private static String oneOf(String value, Set<String> allowed, Reason otherwise) {
    if (value != null && !allowed.contains(value)) {
      throw new BadValue(otherwise);
    }
    return value;
  }

  private static Long audience(JsonNode campaign) {
    JsonNode size = campaign.path("declared_audience_size");
    if (size.isMissingNode() || size.isNull()) {
      return null;
    }
    boolean isCount = size.isIntegralNumber() && size.canConvertToLong();
    if (!isCount || size.asLong() < 0 || size.asLong() > MOST_PEOPLE) {
      throw new BadValue(Reason.BAD_AUDIENCE_SIZE);
    }
    return size.asLong();
  }

  /** Field by field, what the greatest (updated_at, hash) that says anything says. */
  static Dataset<Row> folded(Dataset<Row> definitions) {
    Column[] latest =
        TABLE.fields().stream()
            .filter(field -> field != CAMPAIGN_ID)
            .map(Campaigns::latest)
            .toArray(Column[]::new);
    return definitions
        .groupBy(CAMPAIGN_ID.col())
        .agg(latest[0], java.util.Arrays.copyOfRange(latest, 1, latest.length))
        .select(TABLE.columns());
  }

  private static Column latest(Field field) {
    Column said = when(field.col().isNotNull(), struct(UPDATED_AT.col(), HASH.col(), field.col()));
    return max(said).getField(field.name()).as(field.name());
  }
}
