package io.campaignlake.gold;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.Sums;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.CampaignRecipients;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code gold.campaign_summary}: the card of a campaign, over all its days, in people. */
public final class CampaignSummary {
  public static final Field CAMPAIGN_ID = required("campaign_id", StringType, "Campaign.");
  public static final Field NAME =
      required("name", StringType, "Name for people; the id where nobody gave one.")
          .answersTo("AiSensy: Campaign Name");
  public static final Field STATUS =
      required(
              "status",
              StringType,
              "LIVE, PAUSED, STOPPED or SENT, as of the last run; commands show it at once.")
          .answersTo("AiSensy: Status");
  public static final Field TYPE =
      required("type", StringType, "BROADCAST or API.").answersTo("AiSensy: Type");
  public static final Field MESSAGE_TYPE =
      required("message_type", StringType, "TEMPLATE or REGULAR.")
          .answersTo("AiSensy: Message Type", "VTEX: type of message");
  public static final Field TEMPLATE_NAME = optional("template_name", StringType, "Template.");
  public static final Field LANGUAGE =
      optional("language", StringType, "Language of the template.").answersTo("VTEX: language");
  public static final Field CREATED_AT =
      optional(
              "created_at",
              TimestampType,
              "When it was created, UTC; its earliest message where nothing says so.")
          .answersTo("AiSensy: Created At");
  public static final Field DECLARED_AUDIENCE_SIZE =
      optional("declared_audience_size", LongType, "Recipients as declared.").neverAddsUp("people");
  public static final Field AUDIENCE_SIZE =
      countOfPeople("audience_size", "Distinct recipients, or the declared size if that is larger.")
          .answersTo("AiSensy: Audience Size");
  public static final Field ATTEMPTED = countOfPeople("attempted", "Distinct recipients.");
  public static final Field SUBMITTED =
      countOfPeople("submitted", "Distinct recipients with a message that a provider gave an id.")
          .answersTo("AiSensy: submitted to");
  public static final Field SENT =
      countOfPeople("sent", "Distinct recipients whose best status is SENT, DELIVERED or READ.")
          .answersTo("AiSensy: Sent");
  public static final Field DELIVERED =
      countOfPeople("delivered", "Distinct recipients whose best status is DELIVERED or READ.")
          .answersTo("AiSensy: Delivered");
  public static final Field READ =
      countOfPeople("read", "Distinct recipients whose best status is READ.")
          .answersTo("AiSensy: Read");
  public static final Field FAILED =
      countOfPeople("failed", "Distinct recipients whose best status is FAILED.")
          .answersTo("AiSensy: Failed");
  public static final Field PENDING =
      countOfPeople("pending", "Distinct recipients whose best status is ACCEPTED.");
  public static final Field CHARGED_MESSAGES =
      required("charged_messages", LongType, "Messages that are charged, by charges.basis.")
          .addsUp("messages")
          .answersTo("AiSensy: charged (only sent messages)");
  public static final Field FIRST_MESSAGE_AT =
      optional("first_message_at", TimestampType, "Earliest attempt, UTC.");
  public static final Field LAST_MESSAGE_AT =
      optional("last_message_at", TimestampType, "Latest attempt, UTC.");
  public static final Field LAKE_LATEST_AT =
      optional(
          "lake_latest_at",
          TimestampType,
          "Latest attempt of the whole lake, UTC: an undeclared broadcast is SENT when its own is campaigns.sent-after older.");

  /** What recipients count, and their messages. */
  static final List<Field> PEOPLE =
      List.of(ATTEMPTED, SUBMITTED, SENT, DELIVERED, READ, FAILED, PENDING, CHARGED_MESSAGES);

  public static final Table TABLE =
      Table.published(
              "gold",
              "campaign_summary",
              "One campaign.",
              List.of(
                  CAMPAIGN_ID,
                  NAME,
                  STATUS,
                  TYPE,
                  MESSAGE_TYPE,
                  TEMPLATE_NAME,
                  LANGUAGE,
                  CREATED_AT,
                  DECLARED_AUDIENCE_SIZE,
                  AUDIENCE_SIZE,
                  ATTEMPTED,
                  SUBMITTED,
                  SENT,
                  DELIVERED,
                  READ,
                  FAILED,
                  PENDING,
                  CHARGED_MESSAGES,
                  FIRST_MESSAGE_AT,
                  LAST_MESSAGE_AT,
                  LAKE_LATEST_AT))
          .keyedBy(CAMPAIGN_ID)
          .law("people_add_up", "sent + failed + pending = attempted")
          .law("funnel_narrows", "read <= delivered AND delivered <= sent");

  private CampaignSummary() {}

  private static Field countOfPeople(String name, String comment) {
    return required(name, LongType, comment + " Does not add up over campaigns.")
        .neverAddsUp("people");
  }

  /**
   * @param cards rows of {@link CampaignCard}
   * @param latest the lake's latest attempt; null when there is none
   */
  static Dataset<Row> of(Dataset<Row> cards, Instant latest, Policy policy) {
    Column lakeLatest =
        lit(latest == null ? null : java.sql.Timestamp.from(latest)).cast(TimestampType);
    Dataset<Row> all = cards.withColumn("lake_latest_at", lakeLatest);
    for (Field count : PEOPLE) {
      all = all.withColumn(count.name(), coalesce(count.col(), lit(0L)));
    }
    return all.withColumn(
            "audience_size",
            greatest(ATTEMPTED.col(), coalesce(DECLARED_AUDIENCE_SIZE.col(), lit(0L))))
        .withColumn("status", status(policy))
        .select(TABLE.columns());
  }

  /**
   * What campaigns' recipients count.
   *
   * @param recipients rows of {@code silver.campaign_recipients}, with how many {@link Sums#TIMES}
   *     each counts
   * @return campaign_id and {@link #PEOPLE}
   */
  static Dataset<Row> people(Dataset<Row> recipients, Policy policy) {
    Column best = CampaignRecipients.BEST_STATUS.col();
    Column left =
        CampaignRecipients.MESSAGES_SENT
            .col()
            .plus(CampaignRecipients.MESSAGES_DELIVERED.col())
            .plus(CampaignRecipients.MESSAGES_READ.col());
    boolean bySent = policy.chargedBasis().equals("SENT");
    return recipients
        .groupBy(CAMPAIGN_ID.col())
        .agg(
            ATTEMPTED.is(Sums.count(lit(true))),
            SUBMITTED.is(Sums.count(CampaignRecipients.IS_SUBMITTED.col())),
            SENT.is(Sums.count(best.isin("SENT", "DELIVERED", "READ"))),
            DELIVERED.is(Sums.count(best.isin("DELIVERED", "READ"))),
            READ.is(Sums.count(best.equalTo("READ"))),
            FAILED.is(Sums.count(best.equalTo("FAILED"))),
            PENDING.is(Sums.count(best.equalTo("ACCEPTED"))),
            CHARGED_MESSAGES.is(
                Sums.of(bySent ? left : CampaignRecipients.EFFECTIVE_DELIVERIES.col())));
  }

  // The commands apply the same rule to one campaign without Spark (campaigns.CampaignStatus): a
  // test compares the two.
  private static Column status(Policy policy) {
    Column isBroadcast = TYPE.col().equalTo("BROADCAST");
    Column declared = DECLARED_AUDIENCE_SIZE.col();
    Column hasReachedAll = ATTEMPTED.col().geq(declared);
    Column quietSince =
        LAKE_LATEST_AT
            .col()
            .minus(expr("INTERVAL '%d' SECOND".formatted(policy.sentAfter().toSeconds())));
    Column isQuiet = LAST_MESSAGE_AT.col().leq(quietSince);
    Column isSent = isBroadcast.and(when(declared.isNotNull(), hasReachedAll).otherwise(isQuiet));
    return coalesce(col("held_status"), when(isSent, "SENT").otherwise("LIVE"));
  }
}
