package io.campaignlake.silver;

import static io.campaignlake.lake.Field.optional;
import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import java.util.List;

/** {@code silver.campaign_changes}: what people changed by command. Only commands write it. */
public final class CampaignChanges {
  public static final Field CAMPAIGN_ID = required("campaign_id", StringType, "Campaign.");
  public static final Field CHANGE_NO =
      required(
              "change_no",
              LongType,
              "Counts up from 1 for each campaign and orders its changes, never the time does.")
          .neverAddsUp("ordinal");
  public static final Field CHANGED_AT =
      required("changed_at", TimestampType, "Clock of the command, UTC.");
  public static final Field CHANGED_BY = required("changed_by", StringType, "Who.");
  public static final Field FIELD =
      required(
          "field",
          StringType,
          "What: status, or the name of an edited column of silver.campaigns.");
  public static final Field FROM_VALUE = optional("from_value", StringType, "Its value before.");
  public static final Field TO_VALUE = optional("to_value", StringType, "Its value after.");
  public static final Field REASON =
      optional("reason", StringType, "Why, in the words of who did it.");

  public static final String STATUS_FIELD = "status";

  public static final Table TABLE =
      Table.internal(
              "silver",
              "campaign_changes",
              "One change of one field of a campaign by command; a creation is a change of each field given, and of status.",
              List.of(
                  CAMPAIGN_ID,
                  CHANGE_NO,
                  CHANGED_AT,
                  CHANGED_BY,
                  FIELD,
                  FROM_VALUE,
                  TO_VALUE,
                  REASON))
          .keyedBy(CAMPAIGN_ID, CHANGE_NO);

  private CampaignChanges() {}
}
