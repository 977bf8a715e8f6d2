package io.campaignlake.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignlake.reference.ReferenceFacts.CartVersion;
import io.campaignlake.reference.ReferenceFacts.Definition;
import io.campaignlake.reference.ReferenceFacts.OrderVersion;
import io.campaignlake.reference.ReferenceFacts.SendRow;
import io.campaignlake.reference.ReferenceFacts.TrackedClick;
import java.time.Instant;
import java.util.regex.Pattern;

/** Reads every document of a landing; what must be rejected leaves no fact. */
final class ReferenceParser {
  private static final Pattern PREVIEW_FETCHER =
      Pattern.compile(
          "WhatsApp/|facebookexternalhit|meta-externalagent|Google-PageRenderer|(?<!cu)bot",
          Pattern.CASE_INSENSITIVE);

  private final ReferenceTime time;
  private final ReferenceFacts facts = new ReferenceFacts();
  private final ReferenceProviderParser provider;

  private ReferenceParser(Instant now) {
    this.time = new ReferenceTime(now);
    this.provider = new ReferenceProviderParser(time, facts);
  }

  static ReferenceFacts parse(Landing landing, Instant now) {
    ReferenceParser parser = new ReferenceParser(now);
    landing.documents().forEach(parser::read);
    return parser.facts;
  }

  private void read(LandingDocument document) {
    JsonNode json = Canonical.parse(document.json());
    switch (document.folder()) {
      case "campaigns" -> readDefinition(json);
      case "sends" -> readSend(json);
      case "meta" -> provider.readEnvelope(json, "CLOUD_API");
      case "gupshup" -> provider.readGupshup(json);
      case "clicks" -> readClick(json);
      case "orders/vtex" -> readOrder(json);
      case "carts/vtex" -> readCart(json);
      default -> throw new IllegalArgumentException(document.folder());
    }
  }

  private void readDefinition(JsonNode json) {
    String campaignId = text(json, "campaign_id");
    if (campaignId != null) {
      Instant updatedAt = time.iso(json.path("updated_at"));
      facts.definitions.add(new Definition(campaignId, updatedAt, json, Canonical.hash(json)));
    }
  }

  private void readSend(JsonNode json) {
    SendRow row =
        new SendRow(
            text(json, "campaign_id"),
            text(json, "record_id"),
            text(json, "connector"),
            time.iso(json.path("attempted_at")),
            text(json, "telephone"),
            text(json, "bsuid"),
            text(json, "customer_id"),
            text(json, "message_id"),
            text(json, "error_code"),
            text(json, "error_message"),
            text(json, "order_form_id"),
            text(json, "message_type"),
            text(json, "template_name"),
            text(json, "language"),
            Canonical.hash(json));
    boolean identified = row.campaignId() != null && row.recordId() != null;
    boolean hasOutcome = row.messageId() != null || row.errorCode() != null;
    if (identified && hasOutcome && row.attemptedAt() != null) {
      facts.sends.add(row);
    }
  }

  private void readClick(JsonNode json) {
    JsonNode agent = json.path("user_agent");
    TrackedClick click =
        new TrackedClick(
            text(json, "click_id"),
            text(json, "message_id"),
            time.iso(json.path("clicked_at")),
            text(json, "button"),
            text(json, "url"),
            text(json, "user_agent"),
            isBot(agent),
            Canonical.hash(json));
    if (click.messageId() != null && click.clickedAt() != null) {
      facts.trackedClicks.add(click);
    }
  }

  /** An absent agent is a person behind a redirector that does not log it; an empty one is not. */
  private static boolean isBot(JsonNode agent) {
    boolean present = !agent.isMissingNode() && !agent.isNull();
    return present && (agent.asText().isEmpty() || PREVIEW_FETCHER.matcher(agent.asText()).find());
  }

  private void readOrder(JsonNode json) {
    Instant orderedAt = time.iso(json.path("creationDate"));
    Instant lastChange = time.iso(json.path("lastChange"));
    OrderVersion version =
        new OrderVersion(
            text(json, "orderId"),
            lastChange != null ? lastChange : orderedAt,
            orderedAt,
            text(json, "status"),
            json.path("value").asLong(),
            text(json.path("storePreferencesData"), "currencyCode"),
            text(json.path("clientProfileData"), "userProfileId"),
            text(json.path("clientProfileData"), "phone"),
            text(json.path("storePreferencesData"), "countryCode"),
            text(json, "orderFormId"),
            json.path("items"),
            Canonical.hash(json));
    boolean priced = json.path("value").isIntegralNumber() && version.currencyCode() != null;
    if (version.orderId() != null && priced && orderedAt != null) {
      facts.orders.add(version);
    }
  }

  private void readCart(JsonNode json) {
    String orderFormId = text(json, "orderFormId");
    if (orderFormId != null) {
      Instant capturedAt = time.iso(json.path("captured_at"));
      facts.carts.add(
          new CartVersion(orderFormId, capturedAt, json.path("items"), Canonical.hash(json)));
    }
  }

  static String text(JsonNode object, String field) {
    return Canonical.text(object.path(field));
  }
}
