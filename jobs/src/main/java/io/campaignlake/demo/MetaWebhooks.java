package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignlake.demo.MessagePlan.Inbound;
import io.campaignlake.demo.MessagePlan.Status;
import io.campaignlake.demo.MessagePlan.StatusEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Webhook bodies of the Cloud API. Meta gathers what happens close together, so one body may hold
 * several entries, changes and statuses; it repeats bodies, and keeps no order.
 */
final class MetaWebhooks {
  private final LandingFiles files;
  private final Chance grouping;
  private final Map<LocalDate, List<Item>> waiting = new TreeMap<>();

  MetaWebhooks(LandingFiles files, Chance grouping) {
    this.files = files;
    this.grouping = grouping;
  }

  void write(MessagePlan plan) {
    Chance chance = plan.chance("meta");
    for (StatusEvent event : plan.statuses()) {
      // Contacts never come with a failure.
      boolean hasContact = event.status() != Status.FAILED && chance.happens(0.7);
      ObjectNode contact = hasContact ? MetaPayloads.contact(plan) : null;
      Instant arrivesAt = event.at().plus(lateness(chance));
      add(new Item(Kind.STATUSES, arrivesAt, contact, MetaPayloads.status(plan, event)));
    }
    for (Inbound inbound : plan.inbound()) {
      ObjectNode message = MetaPayloads.inbound(plan, inbound, chance);
      add(new Item(Kind.MESSAGES, inbound.at(), MetaPayloads.contact(plan), message));
    }
  }

  /** Posts what is still gathered; a body never waits for the next day's messages. */
  void flush() {
    waiting.values().forEach(this::post);
    waiting.clear();
  }

  private static Duration lateness(Chance chance) {
    return chance.happens(0.01)
        ? chance.evenDelay(Duration.ofHours(1), Duration.ofDays(6))
        : Duration.ZERO;
  }

  private void add(Item item) {
    List<Item> gathered =
        waiting.computeIfAbsent(files.arrivalDay(item.arrivesAt()), day -> new ArrayList<>());
    gathered.add(item);
    if (grouping.happens(0.5)) {
      post(gathered);
      gathered.clear();
    }
  }

  private void post(List<Item> items) {
    if (items.isEmpty()) {
      return;
    }
    Instant arrivesAt = items.get(0).arrivesAt();
    ObjectNode body = body(items);
    files.append(Folder.META, arrivesAt, body);
    if (grouping.happens(0.02)) {
      files.append(Folder.META, arrivesAt.plus(Duration.ofHours(2)), body);
    }
  }

  private ObjectNode body(List<Item> items) {
    ObjectNode body = Json.object().put("object", "whatsapp_business_account");
    var entries = body.putArray("entry");
    ObjectNode entry = null;
    ObjectNode value = null;
    Kind kind = null;
    for (Item item : items) {
      if (entry == null || grouping.happens(0.3)) {
        entry = entries.addObject().put("id", MetaPayloads.WABA_ID);
        entry.putArray("changes");
        kind = null;
      }
      if (kind != item.kind() || grouping.happens(0.3)) {
        value = addChange(entry);
        kind = item.kind();
      }
      item.putInto(value);
    }
    return body;
  }

  private static ObjectNode addChange(ObjectNode entry) {
    ObjectNode change = entry.withArray("changes").addObject();
    ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
    value.set("metadata", MetaPayloads.metadata());
    change.put("field", "messages");
    return value;
  }

  private enum Kind {
    STATUSES("statuses"),
    MESSAGES("messages");

    private final String member;

    Kind(String member) {
      this.member = member;
    }
  }

  private record Item(Kind kind, Instant arrivesAt, ObjectNode contact, ObjectNode node) {
    void putInto(ObjectNode value) {
      if (contact != null) {
        value.withArray("contacts").add(contact);
      }
      value.withArray(kind.member).add(node);
    }
  }
}
