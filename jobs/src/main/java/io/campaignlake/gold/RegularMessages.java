package io.campaignlake.gold;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;

import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.Span;
import io.campaignlake.silver.InboundMessages;
import io.campaignlake.silver.Messages;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** REGULAR messages that went to somebody who had not written in time: WhatsApp forbids them. */
final class RegularMessages {
  private RegularMessages() {}

  /**
   * @param definitions rows of {@code silver.campaigns}: with the changes and the earliest send of
   *     a campaign, they give the message type where the message's own send row has none
   * @return their message_id
   */
  static Dataset<Row> outsideWindow(
      Dataset<Row> messages,
      Dataset<Row> definitions,
      Dataset<Row> changes,
      Dataset<Row> firstSends,
      Dataset<Row> inbound,
      Policy policy) {
    Dataset<Row> types = CampaignCard.messageTypes(definitions, changes, firstSends);
    Dataset<Row> regular =
        messages
            // A row a campaign: small whatever Spark thinks of it.
            .join(broadcast(types), new String[] {"campaign_id"}, "left")
            .where(
                coalesce(Messages.MESSAGE_TYPE.col(), col("campaign_message_type"))
                    .equalTo("REGULAR"))
            .select(
                Messages.MESSAGE_ID.col(),
                Messages.MESSAGE_AT.col(),
                explode(Messages.personKeys()).as("recipient"));
    Dataset<Row> wrote =
        inbound.select(
            explode(InboundMessages.personKeys()).as("writer"),
            InboundMessages.RECEIVED_AT.col().as("wrote_at"));
    Column samePerson = col("recipient").equalTo(col("writer"));
    Column since =
        Messages.MESSAGE_AT
            .col()
            .minus(expr("INTERVAL '%d' SECOND".formatted(policy.activeFor().toSeconds())));
    Column isActive = col("wrote_at").between(since, Messages.MESSAGE_AT.col());
    return regular
        .join(wrote, samePerson.and(isActive), "left")
        .groupBy(Messages.MESSAGE_ID.col())
        .agg(max(col("wrote_at")).as("wrote_at"))
        .where(col("wrote_at").isNull())
        .select(Messages.MESSAGE_ID.col());
  }

  /**
   * What people wrote that may count for messages of some days.
   *
   * @param days local dates
   * @return rows of {@code silver.inbound_messages}
   */
  static Dataset<Row> inbound(Inputs inputs, Span days, Policy policy) {
    Span times = days.instants(policy.zone()).earlierBy(policy.activeFor());
    return inputs.read(InboundMessages.TABLE).where(times.holds(InboundMessages.RECEIVED_AT.col()));
  }
}
