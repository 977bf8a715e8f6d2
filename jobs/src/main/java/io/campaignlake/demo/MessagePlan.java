package io.campaignlake.demo;

import java.time.Instant;
import java.util.List;

/**
 * One send attempt and everything that follows from it.
 *
 * @param recordId the record of the campaign's list; a retry keeps it
 * @param messageId the id the sender got back, or null when refused at once
 * @param whatsAppId WhatsApp's own id; the same as messageId on the Cloud API
 * @param refusal why the attempt was refused at once, or null
 * @param cart the cart it reminds of, or null
 */
record MessagePlan(
    long key,
    CampaignPlan campaign,
    Person person,
    String recordId,
    Instant attemptedAt,
    String messageId,
    String whatsAppId,
    Route route,
    Failure refusal,
    Cart cart,
    List<StatusEvent> statuses,
    List<Click> clicks,
    List<Inbound> inbound,
    List<Purchase> purchases) {

  enum Route {
    META,
    GUPSHUP_V2,
    GUPSHUP_V3
  }

  enum Status {
    SENT,
    DELIVERED,
    READ,
    FAILED
  }

  /** An error as the providers word it. */
  record Failure(int code, String title) {}

  /**
   * One status of the message.
   *
   * @param failure set for FAILED only
   */
  record StatusEvent(Status status, Instant at, Failure failure) {}

  /**
   * One request for the tracked link.
   *
   * @param userAgent null when the log has none
   */
  record Click(String clickId, Instant at, String userAgent) {}

  /** What the person wrote or tapped in the chat. */
  record Inbound(InboundKind kind, Instant at, String text) {}

  enum InboundKind {
    TEXT_BEFORE,
    TEXT,
    BUTTON,
    BUTTON_WITHOUT_CONTEXT,
    BUTTON_REPLY,
    LIST_REPLY
  }

  /** A cart left behind. */
  record Cart(String orderFormId, Instant capturedAt, Basket basket) {}

  /** Luck for one purpose of this message. */
  Chance chance(String purpose) {
    return Chance.of(key, purpose);
  }
}
