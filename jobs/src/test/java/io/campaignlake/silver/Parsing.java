package io.campaignlake.silver;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Parses a document of a landing folder as its typing job does. */
final class Parsing {
  private static final Instant INGESTED_AT = Instant.parse("2026-06-15T00:00:00Z");

  private static final Map<String, DocumentParser> PARSERS =
      Map.of(
          "campaigns", Campaigns::parse,
          "sends", Sends::parse,
          "meta", CloudApiWebhook::parse,
          "gupshup", GupshupEvent::parse,
          "clicks", Clicks.parser(List.of("bot")),
          "orders/vtex", Orders.parser("BR"),
          "carts/vtex", Carts::parse);

  private Parsing() {}

  static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  static Parsed parsed(String source, JsonNode document) {
    Parsed parsed = new Parsed();
    try {
      PARSERS.get(source).parse(document, new EventTime(INGESTED_AT), source, parsed);
    } catch (BadValue e) {
      parsed.rejected(e.reason());
    }
    return parsed;
  }
}
