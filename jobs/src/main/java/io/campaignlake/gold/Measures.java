package io.campaignlake.gold;

import static io.campaignlake.lake.Field.required;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.types.DataTypes.LongType;

import io.campaignlake.lake.Field;
import io.campaignlake.silver.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Every count of semantics §4 and §8, defined once and computed for any grouping of messages. */
public final class Measures {
  /** Counts of messages, clicks and orders: they add up over days. */
  public static final List<Field> ADDITIVE =
      List.of(
          additive("messages_attempted", "messages", "Messages; all attempts."),
          additive("messages_submitted", "messages", "Messages that a provider gave an id."),
          additive("messages_sent", "messages", "Messages of status SENT, DELIVERED or READ."),
          additive(
                  "messages_delivered",
                  "messages",
                  "Messages with an effective delivery (a receipt, a read or a click).")
              .answersTo("VTEX: Messages delivered"),
          additive("messages_read", "messages", "Messages with a read receipt; a click is none.")
              .answersTo("VTEX: Messages read"),
          additive("messages_failed", "messages", "Messages of status FAILED."),
          additive("messages_pending", "messages", "Messages of status ACCEPTED."),
          additive(
              "charged_messages",
              "messages",
              "Messages that are charged, by charges.basis; failed ones never."),
          additive(
              "messages_with_conflict", "messages", "Messages with both a failure and a delivery."),
          additive(
              "messages_attempted_while_held",
              "messages",
              "Messages attempted while the campaign was paused or stopped."),
          additive(
              "regular_outside_window",
              "messages",
              "REGULAR messages to a person who had not written within campaigns.active-for."),
          additive("total_clicks", "clicks", "Human clicks of both kinds.")
              .answersTo("VTEX: Total clicks"),
          additive("total_url_clicks", "clicks", "Human clicks on links."),
          additive("total_quick_replies", "clicks", "Taps on buttons and lists."),
          additive("bot_clicks", "clicks", "Hits of preview fetchers."),
          additive("assisted_conversions", "orders", "Orders credited to a delivery, not excluded.")
              .answersTo("VTEX: Assisted Conversions"),
          additive(
                  "click_through_conversions",
                  "orders",
                  "Orders credited to a click, not excluded.")
              .answersTo("VTEX: Click-Through Conversions (CTC)"),
          additive("total_conversions", "orders", "Assisted and click-through conversions.")
              .answersTo("VTEX: Total Conversions"),
          additive(
              "canceled_conversions",
              "orders",
              "Credited orders whose status earns no conversion."));

  /** Counts of distinct people: they do not add up over days. */
  public static final List<Field> DISTINCT =
      List.of(
          distinct("recipients_attempted", "Recipients."),
          distinct("recipients_submitted", "Recipients with a message that a provider gave an id."),
          distinct("recipients_sent", "Recipients whose best status is SENT, DELIVERED or READ."),
          distinct("recipients_delivered", "Recipients whose best status is DELIVERED or READ."),
          distinct("recipients_read", "Recipients whose best status is READ."),
          distinct("recipients_failed", "Recipients whose best status is FAILED."),
          distinct("recipients_pending", "Recipients whose best status is ACCEPTED."),
          distinct("unique_clicks", "Recipients with a human click of either kind.")
              .answersTo("VTEX: Unique clicks"),
          distinct("unique_url_clicks", "Recipients with a human click on a link."),
          distinct("converting_recipients", "Recipients with a conversion that is not excluded."));

  private static final Column HAS_CLICK = col("has_click");

  private Measures() {}

  private static Field additive(String name, String unit, String comment) {
    return required(name, LongType, comment + " Adds up over days and campaigns.").addsUp(unit);
  }

  private static Field distinct(String name, String comment) {
    return required(name, LongType, comment + " Distinct recipient_key; does not add up over days.")
        .neverAddsUp("people");
  }

  /** All counts, additive and distinct. */
  public static List<Field> all() {
    return Stream.concat(ADDITIVE.stream(), DISTINCT.stream()).toList();
  }

  /**
   * All counts of the facts by the given columns; one row of zeros for no columns and no facts.
   *
   * @param facts rows of {@link MessageFacts}
   * @param by grouping columns; none for a total
   */
  public static Dataset<Row> of(Dataset<Row> facts, Column... by) {
    return united(counted(facts, by), people(perRecipient(facts, by), by));
  }

  /** Counts that add up need no shuffle of messages. */
  private static Dataset<Row> counted(Dataset<Row> facts, Column... by) {
    return aggregated(facts, by, ADDITIVE.stream().map(Measures::summed).toList());
  }

  private static Column summed(Field measure) {
    return sum(measure.col()).as(measure.name());
  }

  /** Each recipient once, with what any of the messages came to. */
  private static Dataset<Row> perRecipient(Dataset<Row> facts, Column... by) {
    Column[] keys =
        Stream.concat(Stream.of(by), Stream.of(MessageFacts.RECIPIENT_KEY)).toArray(Column[]::new);
    return aggregated(
        facts,
        keys,
        List.of(
            max(Messages.statusRank()).as("best_status_rank"),
            isAny("messages_submitted", "is_submitted"),
            isAny("total_clicks", "has_click"),
            isAny("total_url_clicks", "has_url_click"),
            isAny("total_conversions", "has_conversion")));
  }

  private static Column isAny(String count, String name) {
    return max(col(count).gt(0)).as(name);
  }

  private static Dataset<Row> people(Dataset<Row> recipients, Column... by) {
    Column best = col("best_status_rank");
    List<Column> counts =
        List.of(
            count(lit(1)).as("recipients_attempted"),
            count_if(col("is_submitted")).as("recipients_submitted"),
            count_if(best.geq(3)).as("recipients_sent"),
            count_if(best.geq(4)).as("recipients_delivered"),
            count_if(best.equalTo(5)).as("recipients_read"),
            count_if(best.equalTo(1)).as("recipients_failed"),
            count_if(best.equalTo(2)).as("recipients_pending"),
            count_if(HAS_CLICK).as("unique_clicks"),
            count_if(col("has_url_click")).as("unique_url_clicks"),
            count_if(col("has_conversion")).as("converting_recipients"));
    return aggregated(recipients, by, counts);
  }

  /** Puts the counts of both kinds side by side: a join would not find groups by null. */
  private static Dataset<Row> united(Dataset<Row> counted, Dataset<Row> people) {
    List<Column> columns = new ArrayList<>();
    for (Field measure : all()) {
      columns.add(coalesce(summed(measure), lit(0L)).as(measure.name()));
    }
    Column[] by =
        Stream.of(counted.columns())
            .limit(counted.columns().length - ADDITIVE.size())
            .map(name -> col(name))
            .toArray(Column[]::new);
    return aggregated(counted.unionByName(people, true), by, columns);
  }

  private static Dataset<Row> aggregated(Dataset<Row> rows, Column[] by, List<Column> columns) {
    return rows.groupBy(by)
        .agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
  }
}
