package io.campaignlake.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.reference.World.Person;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What is sent in a world, what the providers say about it, and what people do with it. */
final class WorldMessages {
  static final String CLOUD_API = "CLOUD_API";
  static final String GUPSHUP = "GUPSHUP";

  /** One attempt; {@code otherId} is WhatsApp's id of a Gupshup message, null on the Cloud API. */
  record Attempt(
      String name,
      String campaignId,
      Person person,
      String connector,
      Instant at,
      String messageId,
      String otherId) {}

  private final World world;
  private final Choices choices;
  private Attempt previous;

  WorldMessages(World world) {
    this.world = world;
    this.choices = world.choices();
  }

  void land() {
    int count = 1 + choices.below(7);
    for (int message = 1; message <= count; message++) {
      land(attempt(message));
    }
  }

  private Attempt attempt(int message) {
    String name = "m" + message;
    boolean twin = previous != null && choices.oneIn(3);
    Instant at = twin ? previous.at() : world.attemptTime();
    Person person = twin ? previous.person() : choices.of(world.people());
    String connector = choices.of(CLOUD_API, GUPSHUP);
    String whatsAppId = "wamid." + world.own(name);
    boolean gupshup = connector.equals(GUPSHUP);
    previous =
        new Attempt(
            name,
            choices.of(world.campaigns()),
            person,
            connector,
            at,
            gupshup ? world.own("gs-" + name) : whatsAppId,
            gupshup ? whatsAppId : null);
    return previous;
  }

  private void land(Attempt attempt) {
    switch (choices.below(10)) {
      case 8 -> landSynchronousFailures(attempt);
      case 9 -> landUnlogged(attempt);
      default -> {
        landSendRows(attempt);
        landStatuses(attempt);
      }
    }
    new WorldReactions(world, attempt).land();
  }

  private void landSendRows(Attempt attempt) {
    String errorCode = choices.oneIn(12) ? "1008" : null;
    landSend(attempt, attempt.at(), "message_id", attempt.messageId(), "error_code", errorCode);
    if (choices.oneIn(8)) {
      Attempt contradicting =
          new Attempt(
              attempt.name(),
              choices.of(world.campaigns()),
              choices.of(world.people()),
              attempt.connector(),
              attempt.at(),
              attempt.messageId(),
              attempt.otherId());
      Instant at = attempt.at().plusSeconds(choices.of(0, 1, -1));
      landSend(contradicting, at, "message_id", attempt.messageId());
    }
  }

  /** Attempts that got no id; now and then a retry gets one. */
  private void landSynchronousFailures(Attempt attempt) {
    int attempts = 1 + choices.below(3);
    for (int number = 0; number < attempts; number++) {
      landSend(
          attempt,
          attempt.at().plusSeconds(60L * choices.below(3)),
          "error_code",
          choices.of("131026", "470", "9999"),
          "error_message",
          choices.of("Message undeliverable", null, "=1+1"));
    }
    if (choices.oneIn(2)) {
      landSend(attempt, attempt.at().plusSeconds(300), "message_id", attempt.messageId());
      landStatuses(attempt);
    }
    if (choices.oneIn(8)) {
      landSend(attempt, attempt.at());
    }
  }

  /** Statuses without a send row: of the campaign in the callback, or of none. */
  private void landUnlogged(Attempt attempt) {
    landStatuses(attempt);
  }

  private void landSend(Attempt attempt, Instant at, Object... outcome) {
    Person person = attempt.person();
    boolean byUserId = person.bsuid() != null && choices.oneIn(3);
    String masked = choices.oneIn(20) ? "+55 21 9****-1234" : null;
    ObjectNode row =
        Documents.json(
            "campaign_id", attempt.campaignId(),
            "record_id", world.own(attempt.name()),
            "connector", attempt.connector(),
            "attempted_at", world.iso(at),
            "bsuid", byUserId ? person.bsuid() : null,
            "customer_id", choices.oneIn(3) ? null : person.customerId(),
            "order_form_id", choices.of(null, world.own("cart-1"), world.own("cart-2")),
            "message_type", choices.of(null, null, "REGULAR", "TEMPLATE"),
            "language", choices.of("pt_BR", null));
    if (!byUserId) {
      row.put("telephone", masked != null ? masked : choices.of(person.logSpellings()));
    }
    world.land(Documents.in("sends", Documents.with(row, outcome)));
  }

  private void landStatuses(Attempt attempt) {
    List<String> statuses =
        choices.of(
            List.of(
                List.of("sent", "delivered"),
                List.of("sent", "delivered", "read"),
                List.of("sent", "read"),
                List.of("failed"),
                List.of("failed", "delivered"),
                List.of("sent", "failed"),
                List.of("sent"),
                List.of(),
                List.of("sent", "delivered", "delivered", "played"),
                List.of("read", "delivered", "sent")));
    Instant at = attempt.at();
    int gupshupForm = choices.below(6);
    if (attempt.connector().equals(GUPSHUP)) {
      landEnqueued(attempt, at.plusSeconds(1), gupshupForm);
    }
    for (String status : statuses) {
      at = at.plusSeconds(choices.of(1, 1, 1, 1, 0, 60, 3_600, 2 * 86_400));
      if (!status.equals("sent") && !status.equals("failed")) {
        attempt.person().anchors().add(at.truncatedTo(ChronoUnit.SECONDS));
      }
      if (attempt.connector().equals(GUPSHUP)) {
        landGupshup(attempt, status, at, gupshupForm);
      } else {
        landMeta(attempt, status, at);
      }
    }
    if (attempt.connector().equals(CLOUD_API) && choices.oneIn(8)) {
      landMeta(attempt, choices.of("warning", "deleted"), at);
    }
  }

  /** Version 3 writes the time of this status, and of no other, as a number of milliseconds. */
  private void landEnqueued(Attempt attempt, Instant at, int form) {
    String phone = attempt.person().waId();
    if (form == 0 || form == 2) {
      world.land(Documents.gupshupEnqueued(attempt.messageId(), attempt.otherId(), phone, at));
    } else if (form == 4) {
      ObjectNode node = Documents.metaStatusNode(attempt.messageId(), "enqueued", at);
      node.put("gs_id", attempt.messageId()).put("timestamp", at.toEpochMilli());
      world.land(Documents.gupshupV3(Documents.with(node, "recipient_id", phone)));
    }
  }

  private void landMeta(Attempt attempt, String status, Instant at) {
    ObjectNode node = Documents.metaStatusNode(attempt.messageId(), status, at);
    Person person = attempt.person();
    boolean hidden = person.bsuid() != null && choices.oneIn(3);
    Documents.with(
        node,
        "recipient_id",
        hidden ? null : choices.oneIn(12) ? "+" + person.waId() : person.waId(),
        "recipient_user_id",
        person.bsuid(),
        "biz_opaque_callback_data",
        callback(attempt),
        "errors",
        status.equals("failed") ? errors() : null);
    if (choices.oneIn(15)) {
      ObjectNode bad = node.deepCopy();
      bad.put("timestamp", choices.of("0", "-1", "1900000000", "soon"));
      world.land(Documents.in("meta", Documents.envelope("statuses", bad, node)));
    } else {
      world.land(Documents.in("meta", Documents.envelope("statuses", node)));
    }
  }

  private String callback(Attempt attempt) {
    String json = Documents.json("campaign_id", attempt.campaignId()).toString();
    return choices.of(json, null, "not json", json + " and more");
  }

  private JsonNode errors() {
    return choices.of(
        Documents.array(
            Documents.json("code", 131026, "title", "Undeliverable", "message", "Not reached")),
        Documents.array(Documents.json("code", 131049, "title", "Limit, per user")),
        Documents.array(Documents.json("error_data", Documents.json("details", "=HYPERLINK(1)"))),
        null);
  }

  /** Forms 0 to 2 know both ids by the enqueued event or each status, 3 never, 4 and 5 are v3. */
  private void landGupshup(Attempt attempt, String status, Instant at, int form) {
    String phone = attempt.person().waId();
    if (form >= 4) {
      landGupshupV3(attempt, status, at, form);
    } else if (status.equals("failed")) {
      String id = form == 0 ? world.own("failure-" + attempt.name()) : attempt.messageId();
      String gupshupId = form == 0 ? attempt.messageId() : null;
      world.land(
          Documents.gupshupFailure(
              id, gupshupId, phone, at, choices.of(470, 1008), choices.of("No window", null)));
    } else {
      String gupshupId = form < 2 ? attempt.messageId() : null;
      String known = status.equals("played") ? "read" : status;
      world.land(Documents.gupshupStatus(known, attempt.otherId(), gupshupId, phone, at));
    }
  }

  /** With Gupshup's id beside WhatsApp's, or with WhatsApp's beside an id that is Gupshup's. */
  private void landGupshupV3(Attempt attempt, String status, Instant at, int form) {
    ObjectNode node =
        form == 4
            ? Documents.metaStatusNode(attempt.otherId(), status, at, "gs_id", attempt.messageId())
            : Documents.metaStatusNode(
                attempt.messageId(), status, at, "meta_msg_id", attempt.otherId());
    Documents.with(
        node,
        "recipient_id",
        attempt.person().waId(),
        "biz_opaque_callback_data",
        callback(attempt),
        "errors",
        status.equals("failed") ? errors() : null);
    world.land(Documents.gupshupV3(node));
  }
}
