package io.campaignlake.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the documents say, document by document, before anything is folded. Times are valid. */
final class ReferenceFacts {
  final List<SendRow> sends = new ArrayList<>();
  final List<StatusEvent> statuses = new ArrayList<>();
  final List<IdPair> idPairs = new ArrayList<>();
  final List<InboundMessage> inbound = new ArrayList<>();
  final List<TrackedClick> trackedClicks = new ArrayList<>();
  final List<OrderVersion> orders = new ArrayList<>();
  final List<CartVersion> carts = new ArrayList<>();
  final List<Definition> definitions = new ArrayList<>();

  record SendRow(
      String campaignId,
      String recordId,
      String connector,
      Instant attemptedAt,
      String telephone,
      String bsuid,
      String customerId,
      String messageId,
      String errorCode,
      String errorMessage,
      String orderFormId,
      String messageType,
      String templateName,
      String language,
      String hash) {}

  /** {@code status}: ENQUEUED, SENT, DELIVERED, READ or FAILED; others say nothing. */
  record StatusEvent(
      String messageId,
      String status,
      Instant at,
      String telephone,
      String bsuid,
      String campaignId,
      String errorCode,
      String errorMessage,
      String connector) {}

  /** Two ids of one message; the first is Gupshup's, for certain or by its place only. */
  record IdPair(String gupshupId, Strength strength, String otherId) {}

  enum Strength {
    STRONG,
    WEAK
  }

  /** {@code button} is null for anything that is not an answer by button or list. */
  record InboundMessage(
      String inboundId,
      String contextId,
      boolean isReply,
      Instant at,
      String senderPhone,
      String senderBsuid,
      String button,
      String hash,
      String connector) {}

  record TrackedClick(
      String clickId,
      String messageId,
      Instant clickedAt,
      String button,
      String url,
      String userAgent,
      boolean isBot,
      String hash) {}

  record OrderVersion(
      String orderId,
      Instant changedAt,
      Instant orderedAt,
      String status,
      long cents,
      String currencyCode,
      String customerId,
      String phone,
      String countryCode,
      String orderFormId,
      JsonNode items,
      String hash) {}

  record CartVersion(String orderFormId, Instant capturedAt, JsonNode items, String hash) {}

  record Definition(String campaignId, Instant updatedAt, JsonNode fields, String hash) {}
}
