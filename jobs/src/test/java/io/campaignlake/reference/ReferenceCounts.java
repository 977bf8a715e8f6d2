package io.campaignlake.reference;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.campaignlake.reference.ReferenceTables.AttributedOrder;
import io.campaignlake.reference.ReferenceTables.Campaign;
import io.campaignlake.reference.ReferenceTables.Click;
import io.campaignlake.reference.ReferenceTables.Counts;
import io.campaignlake.reference.ReferenceTables.Inbound;
import io.campaignlake.reference.ReferenceTables.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Counts any set of messages, always in the same way: of a day, a campaign or a range. */
final class ReferenceCounts {
  private static final List<String> BEST_FIRST =
      List.of("READ", "DELIVERED", "SENT", "ACCEPTED", "FAILED");
  private static final Set<String> SENT = Set.of("SENT", "DELIVERED", "READ");
  private static final Set<String> DELIVERED = Set.of("DELIVERED", "READ");
  private static final Duration ACTIVE = Duration.ofHours(24);

  private final List<Click> clicks;
  private final List<Inbound> inbound;
  private final List<AttributedOrder> orders;
  private final Map<String, Campaign> campaigns;
  private final ReferenceCampaigns states;
  private final ReferencePolicy policy;

  ReferenceCounts(
      List<Click> clicks,
      List<Inbound> inbound,
      List<AttributedOrder> orders,
      List<Campaign> campaigns,
      ReferenceCampaigns states,
      ReferencePolicy policy) {
    this.clicks = clicks;
    this.inbound = inbound;
    this.orders = orders;
    this.campaigns = campaigns.stream().collect(toMap(Campaign::campaignId, each -> each));
    this.states = states;
    this.policy = policy;
  }

  Counts of(Collection<Message> messages) {
    Map<String, String> recipients = bestStatusByRecipient(messages);
    Map<String, String> recipientOf =
        messages.stream().collect(toMap(Message::messageId, Message::recipientKey));
    List<Click> own =
        clicks.stream().filter(click -> recipientOf.containsKey(click.messageId())).toList();
    List<Click> human = own.stream().filter(click -> !click.isBot()).toList();
    List<Click> urls =
        human.stream().filter(click -> click.kind().equals(ReferenceClicks.URL)).toList();
    List<AttributedOrder> credited = creditedTo(messages);
    List<AttributedOrder> conversions =
        credited.stream().filter(AttributedOrder::isConversion).toList();
    return new Counts(
        messages.size(),
        messages.stream().filter(Message::hasProviderId).count(),
        withStatus(messages, SENT),
        messages.stream().filter(message -> message.effectiveDeliveredAt() != null).count(),
        messages.stream().filter(message -> message.readAt() != null).count(),
        withStatus(messages, Set.of("FAILED")),
        withStatus(messages, Set.of("ACCEPTED")),
        withStatus(messages, policy.chargedStatuses()),
        messages.stream()
            .filter(message -> states.isHeld(message.campaignId(), message.messageAt()))
            .count(),
        messages.stream().filter(this::isRegularOutsideWindow).count(),
        messages.stream().filter(Message::hasConflict).count(),
        recipients.size(),
        distinctRecipients(messages.stream().filter(Message::hasProviderId)),
        recipients.values().stream().filter(SENT::contains).count(),
        recipients.values().stream().filter(DELIVERED::contains).count(),
        recipients.values().stream().filter("READ"::equals).count(),
        recipients.values().stream().filter("FAILED"::equals).count(),
        recipients.values().stream().filter("ACCEPTED"::equals).count(),
        human.size(),
        human.stream().map(click -> recipientOf.get(click.messageId())).distinct().count(),
        urls.size(),
        urls.stream().map(click -> recipientOf.get(click.messageId())).distinct().count(),
        human.size() - urls.size(),
        own.size() - human.size(),
        ofClass(conversions, "ASSISTED"),
        ofClass(conversions, "CLICK_THROUGH"),
        conversions.size(),
        credited.size() - conversions.size(),
        conversions.stream().map(each -> recipientOf.get(each.messageId())).distinct().count());
  }

  /** Every order that one of these messages has, canceled ones too. */
  List<AttributedOrder> creditedTo(Collection<Message> messages) {
    Set<String> ids = messages.stream().map(Message::messageId).collect(toSet());
    return orders.stream().filter(order -> ids.contains(order.messageId())).toList();
  }

  /** Sums per kind of credit: assisted, click-through, total, canceled. */
  static List<BigDecimal> values(List<AttributedOrder> credited) {
    BigDecimal assisted = sum(credited, each -> is(each, "ASSISTED"));
    BigDecimal clickThrough = sum(credited, each -> is(each, "CLICK_THROUGH"));
    BigDecimal canceled = sum(credited, AttributedOrder::isExcluded);
    return List.of(assisted, clickThrough, assisted.add(clickThrough), canceled);
  }

  private static boolean is(AttributedOrder order, String conversionClass) {
    return order.isConversion() && order.conversionClass().equals(conversionClass);
  }

  private static BigDecimal sum(List<AttributedOrder> orders, Predicate<AttributedOrder> chosen) {
    return orders.stream()
        .filter(chosen)
        .map(AttributedOrder::amount)
        .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }

  private static long ofClass(List<AttributedOrder> orders, String conversionClass) {
    return orders.stream().filter(each -> is(each, conversionClass)).count();
  }

  private static long withStatus(Collection<Message> messages, Set<String> statuses) {
    return messages.stream().filter(message -> statuses.contains(message.status())).count();
  }

  private static long distinctRecipients(Stream<Message> messages) {
    return messages.map(Message::recipientKey).distinct().count();
  }

  private static Map<String, String> bestStatusByRecipient(Collection<Message> messages) {
    return messages.stream()
        .collect(
            toMap(
                Message::recipientKey,
                Message::status,
                (left, right) ->
                    BEST_FIRST.indexOf(left) <= BEST_FIRST.indexOf(right) ? left : right));
  }

  /** A regular message may go only to who wrote within the 24 hours before it. */
  private boolean isRegularOutsideWindow(Message message) {
    String type =
        message.messageType() != null
            ? message.messageType()
            : campaigns.get(message.campaignId()).messageType();
    return type.equals("REGULAR") && inbound.stream().noneMatch(each -> opens(each, message));
  }

  private static boolean opens(Inbound inbound, Message message) {
    return isOfRecipient(inbound, message)
        && !inbound.receivedAt().isAfter(message.messageAt())
        && !inbound.receivedAt().isBefore(message.messageAt().minus(ACTIVE));
  }

  private static boolean isOfRecipient(Inbound inbound, Message message) {
    return names(inbound, message.recipientKey()) || names(inbound, message.bsuid());
  }

  private static boolean names(Inbound inbound, String person) {
    return person != null
        && (person.equals(inbound.senderKey()) || person.equals(inbound.senderBsuid()));
  }
}
