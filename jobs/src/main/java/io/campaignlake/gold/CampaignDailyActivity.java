package io.campaignlake.gold;

import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Span;
import io.campaignlake.lake.Sums;
import io.campaignlake.lake.Table;
import io.campaignlake.silver.Clicks;
import io.campaignlake.silver.Messages;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code gold.campaign_daily_activity}: what happened on a day, whenever the message was sent. */
public final class CampaignDailyActivity {
  public static final Field CAMPAIGN_ID = required("campaign_id", StringType, "Campaign.");
  public static final Field EVENT_DATE =
      required("event_date", DateType, "Local date of the events in the business zone.");

  private static final List<Field> COUNTS =
      List.of(
          count("messages_attempted", "messages", "Messages by message_at."),
          count("messages_sent", "messages", "Messages by sent_at."),
          count("messages_delivered", "messages", "Messages by effective_delivered_at."),
          count("messages_read", "messages", "Messages by read_at."),
          count(
              "messages_failed",
              "messages",
              "Messages by failed_at, whatever their status is now."),
          count("total_clicks", "clicks", "Human clicks of both kinds by clicked_at."),
          count("total_conversions", "orders", "Credited orders, not excluded, by ordered_at."));

  private static final Map<Field, String> STEPS =
      Map.of(
          Messages.MESSAGE_AT, "messages_attempted",
          Messages.SENT_AT, "messages_sent",
          Messages.EFFECTIVE_DELIVERED_AT, "messages_delivered",
          Messages.READ_AT, "messages_read",
          Messages.FAILED_AT, "messages_failed");

  public static final Table TABLE =
      Table.published(
              "gold",
              "campaign_daily_activity",
              "One campaign and event date. Numerators and denominators are of different messages: form no ratio.",
              columns())
          .keyedBy(CAMPAIGN_ID, EVENT_DATE)
          .daysBy(EVENT_DATE);

  private CampaignDailyActivity() {}

  private static Field count(String name, String unit, String comment) {
    return required(name, LongType, comment + " Adds up.").addsUp(unit);
  }

  private static List<Field> columns() {
    return Table.fields(List.of(CAMPAIGN_ID, EVENT_DATE), COUNTS.toArray(Field[]::new));
  }

  /**
   * One row per thing that happened: {@code campaign_id, event_date, what}.
   *
   * @param within local dates: all that happened on them is there, and some that did on others
   */
  static Dataset<Row> events(
      Dataset<Row> messages, Dataset<Row> clicks, Dataset<Row> orders, ZoneId zone, Span within) {
    Span times = within.instants(zone);
    Dataset<Row> ordered = orders.where(times.holds(AttributedOrders.ORDERED_AT.col()));
    Dataset<Row> clicked = clicks.where(times.holds(Clicks.CLICKED_AT.col()));
    return steps(messages, zone, times)
        .union(clicked(messages, clicked, zone))
        .union(sold(ordered, zone));
  }

  /**
   * What happened to messages, in the same shape.
   *
   * @param beside columns of the messages to go with it
   */
  static Dataset<Row> steps(Dataset<Row> messages, ZoneId zone, Span times, Column... beside) {
    Column mayCount =
        STEPS.keySet().stream().map(at -> times.holds(at.col())).reduce(Column::or).orElseThrow();
    Column[] steps =
        STEPS.entrySet().stream()
            .map(step -> struct(step.getKey().col().as("at"), lit(step.getValue()).as("what")))
            .toArray(Column[]::new);
    return messages
        .where(Messages.CAMPAIGN_ID.col().isNotNull().and(mayCount))
        .select(and(beside, CAMPAIGN_ID.col(), inline(array(steps))))
        .where(col("at").isNotNull())
        .select(and(beside, CAMPAIGN_ID.col(), date(col("at"), zone), col("what")));
  }

  /** The orders that messages earned, likewise. */
  static Dataset<Row> sold(Dataset<Row> orders, ZoneId zone, Column... beside) {
    Column isConversion =
        AttributedOrders.MESSAGE_ID
            .col()
            .isNotNull()
            .and(AttributedOrders.IS_EXCLUDED.col().equalTo(false));
    return happened(
        orders.where(isConversion),
        AttributedOrders.ORDERED_AT.col(),
        "total_conversions",
        zone,
        beside);
  }

  private static Column[] and(Column[] beside, Column... columns) {
    return Stream.of(columns, beside).flatMap(Stream::of).toArray(Column[]::new);
  }

  /**
   * The clicks of messages, in the same shape.
   *
   * @param beside columns of either to go with it
   */
  static Dataset<Row> clicked(
      Dataset<Row> messages, Dataset<Row> clicks, ZoneId zone, Column... beside) {
    Dataset<Row> human =
        clicks
            .where(Clicks.IS_BOT.col().equalTo(false))
            .drop(Clicks.IS_BOT.name())
            .withColumnRenamed(Clicks.MESSAGE_ID.name(), "clicked_id");
    Dataset<Row> clicked =
        messages
            .where(Messages.CAMPAIGN_ID.col().isNotNull())
            .join(SmallSide.hinted(human), Messages.MESSAGE_ID.col().equalTo(col("clicked_id")));
    return happened(clicked, Clicks.CLICKED_AT.col(), "total_clicks", zone, beside);
  }

  private static Column date(Column at, ZoneId zone) {
    return to_date(from_utc_timestamp(at, zone.getId())).as("event_date");
  }

  private static Dataset<Row> happened(
      Dataset<Row> rows, Column at, String what, ZoneId zone, Column... beside) {
    return rows.where(at.isNotNull())
        .select(and(beside, CAMPAIGN_ID.col(), date(at, zone), lit(what).as("what")));
  }

  /**
   * @param events each with how many {@link Sums#TIMES} it counts
   * @return rows of the table
   */
  static Dataset<Row> of(Dataset<Row> events) {
    Column[] counts =
        COUNTS.stream()
            .map(f -> f.is(Sums.count(col("what").equalTo(f.name()))))
            .toArray(Column[]::new);
    return events
        .groupBy(CAMPAIGN_ID.col(), EVENT_DATE.col())
        .agg(counts[0], java.util.Arrays.copyOfRange(counts, 1, counts.length));
  }

  /** Adds up rows of the same campaign and day. */
  static Dataset<Row> added(Dataset<Row> rows) {
    return Sums.added(rows, TABLE.key(), COUNTS);
  }
}
