package io.campaignlake.reference;

import static java.util.stream.Collectors.groupingBy;

import io.campaignlake.reference.ReferenceTables.AttributedOrder;
import io.campaignlake.reference.ReferenceTables.Campaign;
import io.campaignlake.reference.ReferenceTables.Click;
import io.campaignlake.reference.ReferenceTables.Counts;
import io.campaignlake.reference.ReferenceTables.DailyActivity;
import io.campaignlake.reference.ReferenceTables.DailyMetrics;
import io.campaignlake.reference.ReferenceTables.DailyValue;
import io.campaignlake.reference.ReferenceTables.Failures;
import io.campaignlake.reference.ReferenceTables.Message;
import io.campaignlake.reference.ReferenceTables.Summary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** One row per campaign and day, and one card per campaign. Orphans are in none. */
final class ReferenceGold {
  /** 30 days of late delivery and 15 of click window. */
  private static final int DAYS_TO_MATURE = 45;

  private record Day(String campaignId, LocalDate date) {}

  private record CodedDay(Day day, String errorCode) {}

  private final List<Message> messages;
  private final List<Click> clicks;
  private final ReferenceCounts counts;
  private final ReferencePolicy policy;
  private final Map<Day, List<Message>> bySendDay;

  ReferenceGold(
      List<Message> messages, List<Click> clicks, ReferenceCounts counts, ReferencePolicy policy) {
    this.messages = messages.stream().filter(message -> message.campaignId() != null).toList();
    this.clicks = clicks;
    this.counts = counts;
    this.policy = policy;
    this.bySendDay =
        this.messages.stream()
            .collect(groupingBy(each -> new Day(each.campaignId(), each.sendDate())));
  }

  static LocalDate maturesOn(LocalDate sendDate) {
    return sendDate.plusDays(DAYS_TO_MATURE);
  }

  List<DailyMetrics> dailyMetrics() {
    return bySendDay.entrySet().stream()
        .map(
            entry ->
                new DailyMetrics(
                    entry.getKey().campaignId(),
                    entry.getKey().date(),
                    counts.of(entry.getValue()),
                    maturesOn(entry.getKey().date())))
        .toList();
  }

  List<DailyValue> dailyValue() {
    return bySendDay.entrySet().stream()
        .flatMap(entry -> valuesOf(entry.getKey(), counts.creditedTo(entry.getValue())))
        .toList();
  }

  private static Stream<DailyValue> valuesOf(Day day, List<AttributedOrder> credited) {
    return credited.stream().collect(groupingBy(AttributedOrder::currencyCode)).entrySet().stream()
        .map(
            entry -> {
              List<BigDecimal> sums = ReferenceCounts.values(entry.getValue());
              return new DailyValue(
                  day.campaignId(),
                  day.date(),
                  entry.getKey(),
                  sums.get(0),
                  sums.get(1),
                  sums.get(2),
                  sums.get(3));
            });
  }

  List<DailyActivity> dailyActivity() {
    Map<Day, long[]> activity = new HashMap<>();
    for (Message message : messages) {
      String campaignId = message.campaignId();
      count(activity, campaignId, message.messageAt(), 0);
      count(activity, campaignId, message.sentAt(), 1);
      count(activity, campaignId, message.effectiveDeliveredAt(), 2);
      count(activity, campaignId, message.readAt(), 3);
      count(activity, campaignId, message.failedAt(), 4);
      clicks.stream()
          .filter(click -> click.messageId().equals(message.messageId()) && !click.isBot())
          .forEach(click -> count(activity, campaignId, click.clickedAt(), 5));
    }
    counts.creditedTo(messages).stream()
        .filter(AttributedOrder::isConversion)
        .forEach(order -> count(activity, order.campaignId(), order.orderedAt(), 6));
    return activity.entrySet().stream()
        .map(entry -> activityOf(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void count(Map<Day, long[]> activity, String campaignId, Instant at, int column) {
    if (at != null) {
      activity.computeIfAbsent(new Day(campaignId, policy.dayOf(at)), day -> new long[7])[column]++;
    }
  }

  private static DailyActivity activityOf(Day day, long[] n) {
    return new DailyActivity(
        day.campaignId(), day.date(), n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
  }

  List<Failures> failures() {
    return messages.stream()
        .filter(message -> message.status().equals("FAILED"))
        .collect(
            groupingBy(
                message ->
                    new CodedDay(
                        new Day(message.campaignId(), message.sendDate()),
                        Objects.requireNonNullElse(message.errorCode(), "UNKNOWN"))))
        .entrySet()
        .stream()
        .map(
            entry ->
                new Failures(
                    entry.getKey().day().campaignId(),
                    entry.getKey().day().date(),
                    entry.getKey().errorCode(),
                    entry.getValue().size()))
        .toList();
  }

  List<Summary> summaries(List<Campaign> campaigns, ReferenceCampaigns states) {
    return campaigns.stream().map(campaign -> summary(campaign, states)).toList();
  }

  private Summary summary(Campaign campaign, ReferenceCampaigns states) {
    Counts all = counts.of(messagesOf(campaign));
    return new Summary(
        campaign.campaignId(),
        campaign.name(),
        states.status(campaign, all.recipientsAttempted()),
        campaign.type(),
        campaign.messageType(),
        campaign.language(),
        campaign.createdAt(),
        audienceSize(campaign, all),
        all.recipientsSubmitted(),
        all.recipientsSent(),
        all.recipientsDelivered(),
        all.recipientsRead(),
        all.recipientsFailed(),
        all.recipientsPending(),
        all.chargedMessages());
  }

  private static long audienceSize(Campaign campaign, Counts all) {
    long declared = Objects.requireNonNullElse(campaign.declaredAudienceSize(), 0L);
    return Math.max(all.recipientsAttempted(), declared);
  }

  private List<Message> messagesOf(Campaign campaign) {
    return messages.stream()
        .filter(message -> message.campaignId().equals(campaign.campaignId()))
        .toList();
  }
}
