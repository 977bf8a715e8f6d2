package io.campaignlake.reference;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What the lake must hold for a landing. Lists are in no order that means anything, except that
 * {@code orderCandidates} are by order and merit. Fields are the tables' columns in camel case.
 */
public record ReferenceTables(
    List<Alias> aliases,
    List<Message> messages,
    List<Click> clicks,
    List<Inbound> inboundMessages,
    List<Order> orders,
    List<Cart> carts,
    List<Campaign> campaigns,
    List<OrderCandidate> orderCandidates,
    List<AttributedOrder> attributedOrders,
    List<DailyMetrics> campaignDailyMetrics,
    List<DailyValue> campaignDailyValue,
    List<DailyActivity> campaignDailyActivity,
    List<Failures> campaignFailures,
    List<Summary> campaignSummary) {

  /** One provider id that has a twin, and the message it means; also the canonical id itself. */
  public record Alias(String aliasId, String messageId) {}

  /** One send attempt. */
  public record Message(
      String messageId,
      String campaignId,
      String recordId,
      String connector,
      String telephone,
      String recipientKey,
      Instant attemptedAt,
      Instant sentAt,
      Instant deliveredAt,
      Instant readAt,
      Instant failedAt,
      Instant firstClickAt,
      Instant effectiveDeliveredAt,
      String deliveredEvidence,
      String status,
      boolean hasConflict,
      Instant messageAt,
      Instant lastUpdateAt,
      LocalDate sendDate,
      String errorCode,
      String errorMessage,
      String customerId,
      String bsuid,
      String messageType,
      String orderFormId,
      List<String> matchKeys) {

    boolean hasProviderId() {
      return !messageId.startsWith("record:");
    }
  }

  /** One click of a person or of a preview fetcher; {@code kind} is URL or QUICK_REPLY. */
  public record Click(
      String messageId,
      String clickId,
      String kind,
      Instant clickedAt,
      boolean isBot,
      String button,
      String url,
      String userAgent) {}

  /** One telling of a message of a person to the shop. */
  public record Inbound(
      String inboundId,
      String senderKey,
      String senderBsuid,
      Instant receivedAt,
      String connector,
      String hash) {}

  /** The winning version of an order; {@code items} is the report's JSON, null without items. */
  public record Order(
      String orderId,
      Instant orderedAt,
      String status,
      BigDecimal amount,
      String currencyCode,
      String customerId,
      String phoneKey,
      String orderFormId,
      String items) {}

  /** The winning version of a cart. */
  public record Cart(String orderFormId, String items) {}

  /** A campaign that exists, with what is known of it by definition or by its messages. */
  public record Campaign(
      String campaignId,
      String name,
      String type,
      String messageType,
      String templateName,
      String language,
      Instant createdAt,
      Long declaredAudienceSize) {}

  /** One of at most 21 touches kept for an order. */
  public record OrderCandidate(
      String orderId,
      String conversionClass,
      String messageId,
      String clickId,
      String campaignId,
      Instant anchorAt,
      long secondsToOrder,
      int meritRank,
      String verdict) {}

  /** Every order, with its credit or the reason for none. */
  public record AttributedOrder(
      String orderId,
      Instant orderedAt,
      String status,
      BigDecimal amount,
      String currencyCode,
      boolean isExcluded,
      String conversionClass,
      String campaignId,
      String messageId,
      Instant anchorAt,
      LocalDate sendDate,
      String reason,
      long candidatesTotal) {

    boolean isConversion() {
      return conversionClass != null && !isExcluded;
    }
  }

  /** One campaign and send day. */
  public record DailyMetrics(
      String campaignId, LocalDate sendDate, Counts counts, LocalDate maturesOn) {}

  /** The counts of a set of messages and of what belongs to them. */
  public record Counts(
      long messagesAttempted,
      long messagesSubmitted,
      long messagesSent,
      long messagesDelivered,
      long messagesRead,
      long messagesFailed,
      long messagesPending,
      long chargedMessages,
      long messagesAttemptedWhileHeld,
      long regularOutsideWindow,
      long messagesWithConflict,
      long recipientsAttempted,
      long recipientsSubmitted,
      long recipientsSent,
      long recipientsDelivered,
      long recipientsRead,
      long recipientsFailed,
      long recipientsPending,
      long totalClicks,
      long uniqueClicks,
      long totalUrlClicks,
      long uniqueUrlClicks,
      long totalQuickReplies,
      long botClicks,
      long assistedConversions,
      long clickThroughConversions,
      long totalConversions,
      long canceledConversions,
      long convertingRecipients) {}

  /** One campaign, send day and currency. */
  public record DailyValue(
      String campaignId,
      LocalDate sendDate,
      String currencyCode,
      BigDecimal assistedConversionValue,
      BigDecimal clickThroughConversionValue,
      BigDecimal totalConversionValue,
      BigDecimal canceledValue) {}

  /** One campaign and day of the events themselves. */
  public record DailyActivity(
      String campaignId,
      LocalDate eventDate,
      long messagesAttempted,
      long messagesSent,
      long messagesDelivered,
      long messagesRead,
      long messagesFailed,
      long totalClicks,
      long totalConversions) {}

  /** Failed messages of one campaign, send day and code; {@code UNKNOWN} without a code. */
  public record Failures(
      String campaignId, LocalDate sendDate, String errorCode, long messagesFailed) {}

  /** The card of one campaign: distinct recipients at their best status. */
  public record Summary(
      String campaignId,
      String name,
      String status,
      String type,
      String messageType,
      String language,
      Instant createdAt,
      long audienceSize,
      long submitted,
      long sent,
      long delivered,
      long read,
      long failed,
      long pending,
      long chargedMessages) {}
}
