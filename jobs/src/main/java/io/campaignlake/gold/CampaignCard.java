package io.campaignlake.gold;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.silver.CampaignChanges;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a campaign is: what people edited by command, else what its definition says, else what its
 * earliest send shows (semantics §8).
 */
final class CampaignCard {
  private static final String[] BY_CAMPAIGN = {"campaign_id"};

  /** The columns that a command may set, and the status. */
  private static final List<String> EDITED =
      List.of(
          "name",
          "type",
          "message_type",
          "template_name",
          "language",
          "declared_audience_size",
          CampaignChanges.STATUS_FIELD);

  private CampaignCard() {}

  /**
   * @param named campaign ids that anything names
   * @param people what {@link CampaignSummary#people} counts
   * @return campaign_id, name, type, message_type, template_name, language, created_at,
   *     declared_audience_size, held_status (PAUSED, STOPPED or null), and the columns of people
   */
  static Dataset<Row> of(
      Dataset<Row> named,
      Dataset<Row> definitions,
      Dataset<Row> changes,
      Dataset<Row> firstSends,
      Dataset<Row> people) {
    Dataset<Row> all =
        named
            .join(definitions, BY_CAMPAIGN, "left")
            .join(edits(changes), BY_CAMPAIGN, "left")
            .join(said(firstSends), BY_CAMPAIGN, "left")
            .join(people, BY_CAMPAIGN, "left");
    List<Column> card = card();
    List.of(people.columns()).stream()
        .filter(name -> !name.equals("campaign_id"))
        .forEach(name -> card.add(col(name)));
    return all.select(card.toArray(Column[]::new));
  }

  private static List<Column> card() {
    return new ArrayList<>(
        List.of(
            col("campaign_id"),
            coalesce(col("edited_name"), col("name"), col("campaign_id")).as("name"),
            coalesce(col("edited_type"), col("type"), lit("BROADCAST")).as("type"),
            coalesce(
                    col("edited_message_type"),
                    col("message_type"),
                    col("first_send.message_type"),
                    lit("TEMPLATE"))
                .as("message_type"),
            coalesce(
                    col("edited_template_name"),
                    col("template_name"),
                    col("first_send.template_name"))
                .as("template_name"),
            coalesce(col("edited_language"), col("language"), col("first_send.language"))
                .as("language"),
            coalesce(col("created_at"), col("created_by_command_at"), col("first_message_at"))
                .as("created_at"),
            coalesce(
                    col("edited_declared_audience_size").cast("bigint"),
                    col("declared_audience_size"))
                .as("declared_audience_size"),
            when(col("edited_status").isin("PAUSED", "STOPPED"), col("edited_status"))
                .as("held_status")));
  }

  /**
   * The message type that a command, a definition or the earliest send gives a campaign.
   *
   * @return campaign_id, campaign_message_type
   */
  static Dataset<Row> messageTypes(
      Dataset<Row> definitions, Dataset<Row> changes, Dataset<Row> firstSends) {
    Dataset<Row> defined = definitions.select("campaign_id", "message_type");
    Dataset<Row> edited = edits(changes).select("campaign_id", "edited_message_type");
    return defined
        .join(edited, BY_CAMPAIGN, "full_outer")
        .join(said(firstSends), BY_CAMPAIGN, "full_outer")
        .select(
            col("campaign_id"),
            coalesce(
                    col("edited_message_type"), col("message_type"), col("first_send.message_type"))
                .as("campaign_message_type"));
  }

  /** The last value that a command gave each field. */
  private static Dataset<Row> edits(Dataset<Row> changes) {
    List<Column> last = new ArrayList<>();
    for (String field : EDITED) {
      Column isField = CampaignChanges.FIELD.col().equalTo(field);
      Column number = when(isField, CampaignChanges.CHANGE_NO.col());
      last.add(max_by(CampaignChanges.TO_VALUE.col(), number).as("edited_" + field));
    }
    // A first edit of a field that was empty comes from nothing too, but it creates no campaign.
    Column isStatus = CampaignChanges.FIELD.col().equalTo(CampaignChanges.STATUS_FIELD);
    Column isCreation = isStatus.and(CampaignChanges.FROM_VALUE.col().isNull());
    Column created = when(isCreation, CampaignChanges.CHANGED_AT.col());
    last.add(min(created).as("created_by_command_at"));
    return changes
        .groupBy("campaign_id")
        .agg(last.get(0), last.subList(1, last.size()).toArray(Column[]::new));
  }

  private static Dataset<Row> said(Dataset<Row> firstSends) {
    Column row = struct(col("message_type"), col("template_name"), col("language"));
    return firstSends.select(col("campaign_id"), row.as("first_send"));
  }
}
