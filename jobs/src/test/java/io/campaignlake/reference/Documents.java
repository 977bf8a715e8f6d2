package io.campaignlake.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Documents as the sources post them. {@code more} is always field names and values in turn; a null
 * value leaves the field out.
 */
final class Documents {
  private Documents() {}

  static ObjectNode json(Object... namesAndValues) {
    return with(JsonNodeFactory.instance.objectNode(), namesAndValues);
  }

  static ObjectNode with(ObjectNode object, Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = (String) namesAndValues[i];
      Object value = namesAndValues[i + 1];
      if (value instanceof JsonNode node) {
        object.set(name, node);
      } else if (value instanceof Number number) {
        object.put(name, number.longValue());
      } else if (value != null) {
        object.put(name, value.toString());
      }
    }
    return object;
  }

  static JsonNode array(JsonNode... elements) {
    var array = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : elements) {
      array.add(element);
    }
    return array;
  }

  static LandingDocument campaign(String campaignId, Object... more) {
    return in("campaigns", with(json("campaign_id", campaignId), more));
  }

  static LandingDocument send(
      String campaignId, String recordId, String connector, Instant attemptedAt, Object... more) {
    return in(
        "sends",
        with(
            json(
                "campaign_id", campaignId,
                "record_id", recordId,
                "connector", connector,
                "attempted_at", attemptedAt),
            more));
  }

  /** A Cloud API status; its time is posted in whole seconds, as text. */
  static LandingDocument metaStatus(String id, String status, Instant at, Object... more) {
    return in("meta", envelope("statuses", metaStatusNode(id, status, at, more)));
  }

  static ObjectNode metaStatusNode(String id, String status, Instant at, Object... more) {
    String seconds = Long.toString(at.getEpochSecond());
    return with(json("id", id, "status", status, "timestamp", seconds), more);
  }

  /** A template's quick reply; without a context if {@code contextId} is null. */
  static LandingDocument metaReply(
      String inboundId, String from, Instant at, String contextId, String text) {
    ObjectNode message =
        json(
            "id",
            inboundId,
            "from",
            from,
            "timestamp",
            Long.toString(at.getEpochSecond()),
            "type",
            "button",
            "button",
            json("payload", text, "text", text));
    JsonNode context = contextId == null ? null : json("from", "551130000000", "id", contextId);
    return in("meta", envelope("messages", with(message, "context", context)));
  }

  /** A plain text of a person: no click, but it opens the 24 hours of service. */
  static LandingDocument metaText(String inboundId, String from, String bsuid, Instant at) {
    ObjectNode message =
        json(
            "id",
            inboundId,
            "from",
            from,
            "from_user_id",
            bsuid,
            "timestamp",
            Long.toString(at.getEpochSecond()),
            "type",
            "text",
            "text",
            json("body", "Oi"));
    return in("meta", envelope("messages", message));
  }

  /** Meta's envelope around statuses or messages. */
  static ObjectNode envelope(String kind, JsonNode... elements) {
    JsonNode value =
        json(
            "messaging_product",
            "whatsapp",
            "metadata",
            json("display_phone_number", "551130000000", "phone_number_id", "1"),
            kind,
            array(elements));
    JsonNode change = json("field", "messages", "value", value);
    JsonNode entry = json("id", "1", "changes", array(change));
    return json("object", "whatsapp_business_account", "entry", array(entry));
  }

  /** The event that links Gupshup's id with WhatsApp's. */
  static LandingDocument gupshupEnqueued(
      String gupshupId, String whatsAppId, String destination, Instant at) {
    ObjectNode inner = json("whatsappMessageId", whatsAppId, "type", "template");
    return gupshupEvent(
        at,
        json("id", gupshupId, "type", "enqueued", "destination", destination, "payload", inner));
  }

  /** A later event: WhatsApp's id, and Gupshup's unless it comes a week late. */
  static LandingDocument gupshupStatus(
      String status, String id, String gupshupId, String destination, Instant at) {
    return gupshupEvent(
        at.plusMillis(350),
        json(
            "id", id,
            "gsId", gupshupId,
            "type", status,
            "destination", destination,
            "payload", json("ts", at.getEpochSecond())));
  }

  /** A failure; it has no time of its own but Gupshup's, in milliseconds. */
  static LandingDocument gupshupFailure(
      String id, String gupshupId, String destination, Instant at, int code, String reason) {
    return gupshupEvent(
        at,
        json(
            "id", id,
            "gsId", gupshupId,
            "type", "failed",
            "destination", destination,
            "payload", json("code", code, "reason", reason)));
  }

  private static LandingDocument gupshupEvent(Instant at, ObjectNode payload) {
    return gupshup("message-event", at, payload);
  }

  static LandingDocument gupshupReply(
      String inboundId, String source, Instant at, ObjectNode context, String text) {
    return gupshup(
        "message",
        at,
        json(
            "id",
            inboundId,
            "source",
            source,
            "type",
            "quick_reply",
            "payload",
            json("text", text),
            "sender",
            json("phone", source),
            "context",
            context));
  }

  private static LandingDocument gupshup(String type, Instant at, ObjectNode payload) {
    return in(
        "gupshup",
        json(
            "app",
            "Shop",
            "timestamp",
            at.toEpochMilli(),
            "version",
            2,
            "type",
            type,
            "payload",
            payload));
  }

  /** Gupshup's third version: Meta's envelope with Gupshup's ids inside. */
  static LandingDocument gupshupV3(ObjectNode status) {
    return in("gupshup", with(envelope("statuses", status), "gs_app_id", "app-1"));
  }

  static LandingDocument click(String clickId, String messageId, Instant at, Object... more) {
    return in(
        "clicks", with(json("click_id", clickId, "message_id", messageId, "clicked_at", at), more));
  }

  /** An order of one item in Brazilian reais. */
  static LandingDocument order(
      String orderId, Instant orderedAt, String status, ObjectNode client, Object... more) {
    ObjectNode order =
        json(
            "orderId", orderId,
            "status", status,
            "value", 10_000,
            "creationDate", orderedAt,
            "lastChange", orderedAt,
            "clientProfileData", client,
            "storePreferencesData", json("countryCode", "BRA", "currencyCode", "BRL"),
            "items", array(item("sku-1", "Cafe, 500 g", 2, 5_000)));
    return in("orders/vtex", with(order, more));
  }

  static LandingDocument cart(String orderFormId, Object... more) {
    ObjectNode cart =
        json("orderFormId", orderFormId, "items", array(item("sku-2", "Filtro", 1, 1_990)));
    return in("carts/vtex", with(cart, more));
  }

  static ObjectNode item(String id, String name, int quantity, long sellingPrice) {
    return json(
        "id", id,
        "name", name,
        "quantity", quantity,
        "price", sellingPrice + 100,
        "sellingPrice", sellingPrice);
  }

  static LandingDocument in(String folder, ObjectNode document) {
    return new LandingDocument(folder, document.toString());
  }
}
