package io.campaignlake.reference;

import static java.util.Comparator.comparing;

import io.campaignlake.reference.ReferenceFacts.SendRow;
import io.campaignlake.reference.ReferenceFacts.StatusEvent;
import io.campaignlake.reference.ReferenceTables.Click;
import io.campaignlake.reference.ReferenceTables.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** One row per send attempt, folded from all that is known of it. */
final class ReferenceMessages {
  /** Of the rows of one message, the one that gives every column. */
  static final Comparator<SendRow> FIRST_ROW =
      comparing(SendRow::attemptedAt)
          .thenComparing(SendRow::campaignId, Canonical.TEXT)
          .thenComparing(SendRow::recordId, Canonical.TEXT)
          .thenComparing(SendRow::hash, Canonical.TEXT);

  private static final Comparator<StatusEvent> FIRST_FAILURE =
      comparing(StatusEvent::at)
          .thenComparing(StatusEvent::errorCode, Canonical.TEXT)
          .thenComparing(StatusEvent::errorMessage, Canonical.TEXT);

  /** All that is known of one message. */
  private static final class Evidence {
    final List<SendRow> rows = new ArrayList<>();
    final List<StatusEvent> events = new ArrayList<>();
    final List<Click> clicks = new ArrayList<>();
  }

  private ReferenceMessages() {}

  static List<Message> messages(
      ReferenceFacts facts, ReferenceAliases aliases, List<Click> clicks, ReferencePolicy policy) {
    Map<String, Evidence> byId = new LinkedHashMap<>();
    for (SendRow row : facts.sends) {
      byId.computeIfAbsent(idOf(row, aliases), id -> new Evidence()).rows.add(row);
    }
    for (StatusEvent event : facts.statuses) {
      String messageId = aliases.resolve(event.messageId());
      byId.computeIfAbsent(messageId, id -> new Evidence()).events.add(event);
    }
    for (Click click : clicks) {
      if (byId.containsKey(click.messageId())) {
        byId.get(click.messageId()).clicks.add(click);
      }
    }
    return byId.entrySet().stream()
        .map(entry -> message(entry.getKey(), entry.getValue(), policy))
        .toList();
  }

  static String idOf(SendRow row, ReferenceAliases aliases) {
    return row.messageId() != null
        ? aliases.resolve(row.messageId())
        : "record:" + row.campaignId() + ":" + row.recordId();
  }

  private static Message message(String messageId, Evidence evidence, ReferencePolicy policy) {
    SendRow row = evidence.rows.stream().min(FIRST_ROW).orElse(null);
    List<StatusEvent> events = withFailedSends(messageId, row, evidence);
    Instant enqueuedAt = earliest(events, "ENQUEUED");
    Instant attemptedAt = row != null ? row.attemptedAt() : enqueuedAt;
    Instant sentAt = earliest(events, "SENT");
    Instant deliveredAt = earliest(events, "DELIVERED");
    Instant readAt = earliest(events, "READ");
    Instant failedAt = earliest(events, "FAILED");
    Instant firstClickAt =
        evidence.clicks.stream()
            .filter(click -> !click.isBot())
            .map(Click::clickedAt)
            .min(Comparator.naturalOrder())
            .orElse(null);
    Instant delivery = least(deliveredAt, readAt, firstClickAt);
    String status = status(readAt, delivery, failedAt, sentAt);
    Instant messageAt = first(attemptedAt, first(sentAt, earliestOfAny(evidence.events)));
    Instant ofStatus =
        switch (status) {
          case "READ" -> readAt;
          case "DELIVERED" -> delivery;
          case "FAILED" -> failedAt;
          case "SENT" -> sentAt;
          default -> attemptedAt;
        };
    StatusEvent failure =
        events.stream()
            .filter(event -> event.status().equals("FAILED"))
            .min(FIRST_FAILURE)
            .orElse(null);
    String telephone = telephone(row, evidence);
    String bsuid = bsuid(row, evidence);
    return new Message(
        messageId,
        campaignId(row, evidence),
        row == null ? null : row.recordId(),
        connector(row, evidence),
        telephone == null ? null : ReferencePhones.digits(telephone),
        recipientKey(telephone, bsuid, messageId),
        attemptedAt,
        sentAt,
        deliveredAt,
        readAt,
        failedAt,
        firstClickAt,
        delivery,
        deliveredEvidence(delivery, deliveredAt, readAt),
        status,
        failedAt != null && delivery != null,
        messageAt,
        first(ofStatus, messageAt),
        policy.dayOf(messageAt),
        failure == null ? null : failure.errorCode(),
        failure == null ? null : failure.errorMessage(),
        row == null ? null : row.customerId(),
        bsuid,
        row == null ? null : row.messageType(),
        row == null ? null : row.orderFormId(),
        matchKeys(row, evidence));
  }

  /** A send that failed at once is a failure at its attempt. */
  private static List<StatusEvent> withFailedSends(
      String messageId, SendRow winner, Evidence evidence) {
    boolean hasProviderId = !messageId.startsWith("record:");
    List<StatusEvent> events = new ArrayList<>(evidence.events);
    for (SendRow row : evidence.rows) {
      if (row.errorCode() != null && (hasProviderId || row.equals(winner))) {
        events.add(
            new StatusEvent(
                messageId,
                "FAILED",
                row.attemptedAt(),
                null,
                null,
                null,
                row.errorCode(),
                row.errorMessage(),
                row.connector()));
      }
    }
    return events;
  }

  private static String status(Instant readAt, Instant delivery, Instant failedAt, Instant sentAt) {
    if (readAt != null) {
      return "READ";
    }
    if (delivery != null) {
      return "DELIVERED";
    }
    if (failedAt != null) {
      return "FAILED";
    }
    return sentAt != null ? "SENT" : "ACCEPTED";
  }

  private static String deliveredEvidence(Instant delivery, Instant deliveredAt, Instant readAt) {
    if (delivery == null) {
      return null;
    }
    if (delivery.equals(deliveredAt)) {
      return "DELIVERED";
    }
    return delivery.equals(readAt) ? "READ" : "CLICK";
  }

  private static String campaignId(SendRow row, Evidence evidence) {
    return row != null ? row.campaignId() : firstSaid(evidence, StatusEvent::campaignId);
  }

  private static String telephone(SendRow row, Evidence evidence) {
    return row != null && row.telephone() != null
        ? row.telephone()
        : firstSaid(evidence, ReferenceMessages::allDigits);
  }

  private static String allDigits(StatusEvent event) {
    String number = event.telephone();
    return number != null && number.startsWith("+") ? null : number;
  }

  private static String bsuid(SendRow row, Evidence evidence) {
    return row != null && row.bsuid() != null
        ? row.bsuid()
        : firstSaid(evidence, StatusEvent::bsuid);
  }

  private static String connector(SendRow row, Evidence evidence) {
    return row != null ? row.connector() : firstSaid(evidence, StatusEvent::connector);
  }

  /** What the earliest event says that says anything; of two at once, the least text. */
  private static String firstSaid(Evidence evidence, Function<StatusEvent, String> saying) {
    return evidence.events.stream()
        .filter(event -> saying.apply(event) != null)
        .min(comparing(StatusEvent::at).thenComparing(saying, Canonical.TEXT))
        .map(saying)
        .orElse(null);
  }

  private static String recipientKey(String telephone, String bsuid, String messageId) {
    String phoneKey = ReferencePhones.keyOfInternational(telephone);
    return first(phoneKey, first(bsuid, "message:" + messageId));
  }

  private static List<String> matchKeys(SendRow row, Evidence evidence) {
    Stream<String> sendPhone = row == null ? Stream.of() : Stream.ofNullable(row.telephone());
    Stream<String> eventPhones = evidence.events.stream().map(StatusEvent::telephone);
    TreeSet<String> keys = new TreeSet<>(Canonical.TEXT);
    Stream.concat(sendPhone, eventPhones)
        .map(ReferencePhones::keyOfInternational)
        .filter(Objects::nonNull)
        .forEach(key -> keys.add("phone:" + key));
    if (row != null && row.customerId() != null) {
      keys.add("customer:" + row.customerId());
    }
    return List.copyOf(keys);
  }

  private static Instant earliest(List<StatusEvent> events, String status) {
    return earliestOfAny(events.stream().filter(each -> each.status().equals(status)).toList());
  }

  private static Instant earliestOfAny(List<StatusEvent> events) {
    return events.stream().map(StatusEvent::at).min(Comparator.naturalOrder()).orElse(null);
  }

  private static Instant least(Instant... instants) {
    return Stream.of(instants).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
  }

  private static <T> T first(T preferred, T other) {
    return preferred != null ? preferred : other;
  }
}
