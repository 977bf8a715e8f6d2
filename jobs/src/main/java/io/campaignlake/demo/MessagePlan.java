package io.campaignlake.demo;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One send attempt and everything that follows from it.
 *
 * @param messageId the id the sender got back, or null when refused at once
 * @param whatsAppId WhatsApp's own id; the same as messageId on the Cloud API
 * @param refusal why the attempt was refused at once, or null
 */
record MessagePlan(
    Attempt attempt,
    String messageId,
    String whatsAppId,
    Failure refusal,
    List<StatusEvent> statuses,
    List<Click> clicks,
    List<Inbound> inbound,
    List<Purchase> purchases) {

  /** An attempt that the provider refused at once: nothing follows. */
  static MessagePlan refused(Attempt attempt) {
    Failure refusal = Failures.atOnce(attempt.route());
    return new MessagePlan(
        attempt, null, null, refusal, List.of(), List.of(), List.of(), List.of());
  }

  CampaignPlan campaign() {
    return attempt.campaign();
  }

  Person person() {
    return attempt.person();
  }

  Route route() {
    return attempt.route();
  }

  Cart cart() {
    return attempt.cart();
  }

  Instant attemptedAt() {
    return attempt.at();
  }

  /** The record of the campaign's list; a retry keeps it. */
  String recordId() {
    return String.format(Locale.ROOT, "r-%07d", person().index() + 1);
  }

  /** Luck for one purpose of this message. */
  Chance chance(String purpose) {
    return attempt.chance(purpose);
  }

  /**
   * The decision to send.
   *
   * @param key seed of all luck of this message
   * @param cart the cart it reminds of, or null
   */
  record Attempt(
      long key, CampaignPlan campaign, Person person, Route route, Instant at, Cart cart) {
    Attempt again(Instant later) {
      return new Attempt(key, campaign, person, route, later, cart);
    }

    Chance chance(String purpose) {
      return Chance.of(key, purpose);
    }
  }

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
}
