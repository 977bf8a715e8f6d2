package io.campaignlake.gold;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.campaignlake.attribution.AttributedOrders;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.Inputs;
import io.campaignlake.lake.Kept;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.SmallSide;
import io.campaignlake.lake.Span;
import io.campaignlake.lake.Sums;
import io.campaignlake.silver.InboundMessages;
import io.campaignlake.silver.Messages;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The counts of days carried on. Each count of a day, of people too, is a sum over its recipients:
 * those of whom something changed are counted as they were and as they are, and the difference is
 * added to what stands. The day's other messages are not counted again.
 */
final class CarriedDays {
  private static final Column[] DAY = {MessageFacts.CAMPAIGN_ID, MessageFacts.SEND_DATE};
  private static final Column[] RECIPIENT = {
    MessageFacts.CAMPAIGN_ID, MessageFacts.SEND_DATE, MessageFacts.RECIPIENT_KEY
  };

  private static final Column[] OF_INBOUND =
      Field.columns(
          InboundMessages.HASH,
          InboundMessages.PERSON_KEY,
          InboundMessages.BSUID,
          InboundMessages.RECEIVED_AT);

  /** Begins the ids of what was; nobody's id begins so. */
  private static final String BEFORE = "\0";

  private final Inputs inputs;
  private final Policy policy;
  private final Dataset<Row> changedMessages;
  private final Dataset<Row> changedOrders;
  private final Dataset<Row> sentToWriters;

  /**
   * @param inputs whose campaigns are what they were when the days were counted
   */
  CarriedDays(Inputs inputs, Policy policy) {
    this.inputs = inputs;
    this.policy = policy;
    this.changedMessages =
        SmallSide.kept(inputs.moreOf(Messages.TABLE, MessageFacts.OF_MESSAGES).where(hasDay()));
    this.changedOrders =
        SmallSide.kept(
            inputs.moreOf(AttributedOrders.TABLE, MessageFacts.OF_ORDERS).where(hasDay()));
    this.sentToWriters =
        Kept.rows(DirtyDays.sentToWriters(inputs, policy).where(hasDay()).select(RECIPIENT));
  }

  private static Column hasDay() {
    return MessageFacts.CAMPAIGN_ID.isNotNull();
  }

  /** The days of which anything changed. */
  Dataset<Row> days() {
    return changedMessages
        .select(DAY)
        .union(changedOrders.select(DAY))
        .union(sentToWriters.select(DAY))
        .distinct();
  }

  /**
   * @param messages {@link MessageFacts#OF_MESSAGES} of the days
   * @return {@link DayTally}, with the recipients whose orders changed
   */
  Dataset<Row> tally(Dataset<Row> messages) {
    return DayTally.of(messages, changedOrders.select(Messages.MESSAGE_ID.col()).distinct());
  }

  /**
   * @param days that are carried on
   * @param counted {@code gold.campaign_daily_metrics} of the days, as the job left them last
   * @param messages {@link MessageFacts#OF_MESSAGES} of the days
   * @param tally that of {@link #tally}
   * @param orders {@link MessageFacts#OF_ORDERS} of the days
   * @return each of the days, as far as it still has messages, with {@link Measures#all}
   */
  Dataset<Row> counts(
      Span days,
      Dataset<Row> counted,
      Dataset<Row> messages,
      Dataset<Row> tally,
      Dataset<Row> orders) {
    Dataset<Row> recipients =
        SmallSide.kept(
            changedMessages
                .select(RECIPIENT)
                .union(DayTally.recipients(tally))
                .union(sentToWriters)
                .distinct());
    Dataset<Row> now = SmallSide.kept(Inputs.among(messages, recipients));
    Dataset<Row> before = Sums.before(now, changedMessages, Messages.MESSAGE_ID);
    Dataset<Row> ordersBefore = Sums.before(orders, changedOrders, AttributedOrders.ORDER_ID);
    Dataset<Row> inboundNow = Kept.rows(writtenBy(people(now), days));
    Dataset<Row> inboundBefore =
        Sums.before(
            inboundNow, inputs.moreOf(InboundMessages.TABLE, OF_INBOUND), InboundMessages.HASH);
    Dataset<Row> facts =
        MessageFacts.of(
            inputs,
            now.unionByName(
                marked(before, Messages.MESSAGE_ID, Messages.RECIPIENT_KEY, Messages.BSUID)),
            orders.unionByName(marked(ordersBefore, AttributedOrders.MESSAGE_ID)),
            inboundNow.unionByName(
                marked(inboundBefore, InboundMessages.PERSON_KEY, InboundMessages.BSUID)),
            policy);
    Column isBefore = MessageFacts.RECIPIENT_KEY.startsWith(BEFORE);
    Column[] by = {DAY[0], DAY[1], when(isBefore, -1).otherwise(1).as(Sums.TIMES)};
    Column[] key = Field.columns(CampaignDailyMetrics.CAMPAIGN_ID, CampaignDailyMetrics.SEND_DATE);
    Dataset<Row> more =
        Measures.of(Kept.rows(facts), by).select(with(key, Sums.weighted(Measures.all())));
    Dataset<Row> stands =
        counted.select(with(key, Field.columns(Measures.all().toArray(Field[]::new))));
    return Sums.added(stands.unionByName(more), CampaignDailyMetrics.TABLE.key(), Measures.all());
  }

  /**
   * All keys of those to whom the messages went, as they are and as they were: what they wrote
   * decides about both.
   */
  private Dataset<Row> people(Dataset<Row> now) {
    Column key = explode(Messages.personKeys()).as("person");
    return SmallSide.kept(now.select(key).union(changedMessages.select(key)).distinct());
  }

  private Dataset<Row> writtenBy(Dataset<Row> people, Span days) {
    Dataset<Row> inbound = RegularMessages.inbound(inputs, days, policy).select(OF_INBOUND);
    return Inputs.amongEither(
        inbound, InboundMessages.PERSON_KEY, people, InboundMessages.BSUID, people);
  }

  private static Column[] with(Column[] key, Column... columns) {
    return Stream.of(key, columns).flatMap(Stream::of).toArray(Column[]::new);
  }

  /** Prefixes the ids of rows as they were, so that these join no row as it is. */
  private static Dataset<Row> marked(Dataset<Row> rows, Field... ids) {
    Dataset<Row> marked = rows;
    for (Field id : ids) {
      marked = marked.withColumn(id.name(), concat(lit(BEFORE), id.col()));
    }
    return marked;
  }
}
