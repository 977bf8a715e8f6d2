package io.campaignlake.reference;

import static java.util.Comparator.comparing;

import io.campaignlake.reference.ReferenceTables.AttributedOrder;
import io.campaignlake.reference.ReferenceTables.Cart;
import io.campaignlake.reference.ReferenceTables.Click;
import io.campaignlake.reference.ReferenceTables.Counts;
import io.campaignlake.reference.ReferenceTables.Message;
import io.campaignlake.reference.ReferenceTables.Order;
import io.campaignlake.reference.ReferenceTables.Summary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What leaves the lake, for one campaign or all and a range of send dates. */
public final class ReferenceReports {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");

  /** What is asked: {@code all} or one campaign; send dates, both included, null when open. */
  public record Choice(String campaign, LocalDate from, LocalDate to) {
    /** Everything there is. */
    public static Choice everything() {
      return new Choice("all", null, null);
    }

    boolean includes(Message message) {
      boolean chosen = message.campaignId() != null;
      return chosen
          && (campaign.equals("all") || campaign.equals(message.campaignId()))
          && (from == null || !message.sendDate().isBefore(from))
          && (to == null || !message.sendDate().isAfter(to));
    }
  }

  /** Money strings with two decimals. */
  public record Value(
      String currencyCode,
      String assistedConversionValue,
      String clickThroughConversionValue,
      String totalConversionValue,
      String canceledValue) {}

  /** Metrics by the names of the contract, in its order; rates are null without a denominator. */
  public record Overview(
      Map<String, Long> metrics, List<Value> values, Map<String, String> rates, boolean isFinal) {}

  private final ReferenceTables tables;
  private final ReferencePolicy policy;
  private final Instant now;
  private final ReferenceCounts counts;

  ReferenceReports(ReferenceTables tables, ReferencePolicy policy, Instant now) {
    this.tables = tables;
    this.policy = policy;
    this.now = now;
    this.counts =
        new ReferenceCounts(
            tables.clicks(),
            tables.inboundMessages(),
            tables.attributedOrders(),
            tables.campaigns(),
            new ReferenceCampaigns(new ReferenceFacts(), tables.messages(), policy, now),
            policy);
  }

  public Overview overview(Choice choice) {
    List<Message> chosen = tables.messages().stream().filter(choice::includes).toList();
    Counts all = counts.of(chosen);
    Map<String, List<AttributedOrder>> byCurrency =
        counts.creditedTo(chosen).stream()
            .collect(
                Collectors.groupingBy(
                    AttributedOrder::currencyCode,
                    () -> new TreeMap<>(Canonical.TEXT),
                    Collectors.toList()));
    List<Value> values = new ArrayList<>();
    byCurrency.forEach((currency, orders) -> values.add(value(currency, orders)));
    LocalDate today = policy.dayOf(now);
    boolean isFinal =
        chosen.stream().allMatch(each -> today.isAfter(ReferenceGold.maturesOn(each.sendDate())));
    return new Overview(metrics(all, audienceSize(chosen)), values, rates(all), isFinal);
  }

  private static Value value(String currency, List<AttributedOrder> orders) {
    List<String> sums =
        ReferenceCounts.values(orders).stream().map(BigDecimal::toPlainString).toList();
    return new Value(currency, sums.get(0), sums.get(1), sums.get(2), sums.get(3));
  }

  private long audienceSize(List<Message> chosen) {
    return tables.campaignSummary().stream()
        .filter(each -> chosen.stream().anyMatch(m -> m.campaignId().equals(each.campaignId())))
        .mapToLong(Summary::audienceSize)
        .sum();
  }

  private static Map<String, Long> metrics(Counts all, long audienceSize) {
    Map<String, Long> metrics = new LinkedHashMap<>();
    metrics.put("messages_attempted", all.messagesAttempted());
    metrics.put("messages_submitted", all.messagesSubmitted());
    metrics.put("messages_sent", all.messagesSent());
    metrics.put("messages_delivered", all.messagesDelivered());
    metrics.put("messages_read", all.messagesRead());
    metrics.put("messages_failed", all.messagesFailed());
    metrics.put("messages_pending", all.messagesPending());
    metrics.put("charged_messages", all.chargedMessages());
    metrics.put("audience_size", audienceSize);
    metrics.put("recipients_delivered", all.recipientsDelivered());
    metrics.put("unique_clicks", all.uniqueClicks());
    metrics.put("total_clicks", all.totalClicks());
    metrics.put("bot_clicks", all.botClicks());
    metrics.put("assisted_conversions", all.assistedConversions());
    metrics.put("click_through_conversions", all.clickThroughConversions());
    metrics.put("total_conversions", all.totalConversions());
    metrics.put("canceled_conversions", all.canceledConversions());
    metrics.put("converting_recipients", all.convertingRecipients());
    return metrics;
  }

  private static Map<String, String> rates(Counts all) {
    Map<String, String> rates = new LinkedHashMap<>();
    rates.put("delivery_rate", rate(all.messagesDelivered(), all.messagesSubmitted()));
    rates.put("read_rate", rate(all.messagesRead(), all.messagesDelivered()));
    rates.put("click_rate", rate(all.uniqueClicks(), all.recipientsDelivered()));
    rates.put("conversion_rate", rate(all.convertingRecipients(), all.recipientsDelivered()));
    return rates;
  }

  private static String rate(long part, long whole) {
    return whole == 0
        ? null
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP)
            .toPlainString();
  }

  /** The rows of the record-status report, header first, null as the empty text. */
  public List<List<String>> recordStatus(Choice choice) {
    Stream<List<String>> rows =
        tables.messages().stream()
            .filter(choice::includes)
            .sorted(
                comparing(Message::campaignId, Canonical.TEXT)
                    .thenComparing(Message::messageAt)
                    .thenComparing(Message::messageId, Canonical.TEXT))
            .map(this::recordStatus);
    return withHeader("CAMPAIGN_ID,TELEPHONE,RESULT,ERROR,DATE,LAST_UPDATE", rows);
  }

  private List<String> recordStatus(Message message) {
    return cells(
        guarded(message.campaignId()),
        message.telephone(),
        result(message),
        guarded(message.status().equals("FAILED") ? error(message) : null),
        time(message.messageAt(), SECONDS),
        time(message.lastUpdateAt(), SECONDS));
  }

  private static String result(Message message) {
    return switch (message.status()) {
      case "READ" -> "Read";
      case "DELIVERED" -> "Delivered";
      case "FAILED" -> "Failed";
      default -> "GUPSHUP".equals(message.connector()) ? "Submitted" : "Accepted";
    };
  }

  private static String error(Message message) {
    List<String> halves =
        Stream.of(message.errorCode(), message.errorMessage()).filter(Objects::nonNull).toList();
    return halves.isEmpty() ? null : String.join(": ", halves);
  }

  /** The rows of the conversions report, header first, null as the empty text. */
  public List<List<String>> conversions(Choice choice) {
    Map<String, Message> messages =
        tables.messages().stream()
            .filter(choice::includes)
            .collect(Collectors.toMap(Message::messageId, each -> each));
    Map<String, Order> orders =
        tables.orders().stream().collect(Collectors.toMap(Order::orderId, each -> each));
    Stream<List<String>> rows =
        tables.attributedOrders().stream()
            .filter(AttributedOrder::isConversion)
            .filter(credit -> messages.containsKey(credit.messageId()))
            .sorted(
                comparing(AttributedOrder::orderedAt)
                    .thenComparing(AttributedOrder::orderId, Canonical.TEXT))
            .map(
                credit ->
                    conversion(messages.get(credit.messageId()), orders.get(credit.orderId())));
    return withHeader(
        "userId,deliveredReminderAt,readReminderAt,orderCreatedAt,hasClickedOnReminder,"
            + "checkoutItems,orderItems,orderTotal,currency,orderFormId",
        rows);
  }

  private List<String> conversion(Message message, Order order) {
    boolean clicked =
        tables.clicks().stream()
            .filter(Predicate.not(Click::isBot))
            .anyMatch(click -> click.messageId().equals(message.messageId()));
    return cells(
        guarded(
            firstOf(
                order.customerId(),
                message.customerId(),
                order.phoneKey(),
                message.recipientKey())),
        time(message.effectiveDeliveredAt(), MICROS),
        time(message.readAt(), MICROS),
        time(order.orderedAt(), MICROS),
        String.valueOf(clicked),
        guarded(checkoutItems(message, order)),
        guarded(order.items()),
        order.amount().toPlainString(),
        order.currencyCode(),
        guarded(firstOf(order.orderFormId(), message.orderFormId())));
  }

  private String checkoutItems(Message message, Order order) {
    Map<String, Cart> carts =
        tables.carts().stream().collect(Collectors.toMap(Cart::orderFormId, each -> each));
    Cart cart = carts.getOrDefault(message.orderFormId(), carts.get(order.orderFormId()));
    return cart == null ? null : cart.items();
  }

  /** The report as a file: CRLF after every row, a cell quoted only where it must be. */
  public static String csv(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(ReferenceReports::quoted).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** A spreadsheet must not run what a shopper or a provider wrote. */
  private static String guarded(String text) {
    boolean runs = text != null && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return runs ? "'" + text : text;
  }

  private String time(Instant instant, DateTimeFormatter format) {
    return instant == null ? null : format.format(instant.atZone(policy.zone()));
  }

  private static List<List<String>> withHeader(String header, Stream<List<String>> rows) {
    return Stream.concat(Stream.of(List.of(header.split(","))), rows).toList();
  }

  private static List<String> cells(String... cells) {
    return Stream.of(cells).map(cell -> Objects.requireNonNullElse(cell, "")).toList();
  }

  private static String firstOf(String... texts) {
    return Stream.of(texts).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
