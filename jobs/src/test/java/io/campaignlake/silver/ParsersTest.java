package io.campaignlake.silver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the parsers make of documents that are not as they should be. */
final class ParsersTest {

  private static final String SEND =
      "{'campaign_id':'c','record_id':'r','connector':'CLOUD_API','message_id':'m',"
          + "'attempted_at':'2026-03-02T10:00:00-03:00'}";
  private static final String CLICK = "{'message_id':'m','clicked_at':'2026-03-02T10:00:00Z'}";
  private static final String ORDER =
      "{'orderId':'v','value':100,'creationDate':'2026-03-02T10:00:00.1234567Z',"
          + "'storePreferencesData':{'currencyCode':'BRL'},'items':[{'price':1,'quantity':1}]}";
  private static final String STATUS =
      "{'entry':[{'changes':[{'field':'messages','value':{'statuses':"
          + "[{'id':'m','status':'sent','timestamp':'1772456400'}]}}]}]}";
  private static final String EVENT =
      "{'type':'message-event','timestamp':1772456400123,'payload':{'id':'m','type':'failed'}}";

  private static final Map<String, String> GOOD =
      Map.of(
          "campaigns", "{'campaign_id':'c','declared_audience_size':5}",
          "sends", SEND,
          "meta", STATUS,
          "gupshup", EVENT,
          "clicks", CLICK,
          "orders/vtex", ORDER,
          "carts/vtex", "{'orderFormId':'f','items':[]}");

  /** Replaces a field of a good document, wherever it stands in it. */
  @ParameterizedTest(name = "{0}: {1} = {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          campaigns   | campaign_id            | null                          | MISSING_CAMPAIGN_ID
          campaigns   | campaign_id            | {}                            | MISSING_CAMPAIGN_ID
          campaigns   | type                   | "broadcast"                   | BAD_TYPE
          campaigns   | message_type           | "MAIL"                        | BAD_MESSAGE_TYPE
          campaigns   | declared_audience_size | -1                            | BAD_AUDIENCE_SIZE
          campaigns   | declared_audience_size | 1.5                           | BAD_AUDIENCE_SIZE
          campaigns   | declared_audience_size | 9223372036854775807           | BAD_AUDIENCE_SIZE
          campaigns   | declared_audience_size | 1e400                         | BAD_AUDIENCE_SIZE
          campaigns   | created_at             | "2026-03-02"                  | BAD_TIMESTAMP
          sends       | campaign_id            | ""                            | MISSING_CAMPAIGN_ID
          sends       | record_id              | [1]                           | MISSING_RECORD_ID
          sends       | connector              | "SMS"                         | BAD_CONNECTOR
          sends       | connector              | null                          | BAD_CONNECTOR
          sends       | message_id             | null                          | NO_OUTCOME
          sends       | message_type           | "VOICE"                       | BAD_MESSAGE_TYPE
          sends       | attempted_at           | null                          | BAD_TIMESTAMP
          sends       | attempted_at           | "2026-03-02T10:00:00"         | BAD_TIMESTAMP
          sends       | attempted_at           | "2026-03-02 10:00:00-03:00"   | BAD_TIMESTAMP
          sends       | attempted_at           | "2026-02-30T10:00:00-03:00"   | BAD_TIMESTAMP
          sends       | attempted_at           | "2026-03-02T10:00:00-0300"    | loaded
          sends       | attempted_at           | "2026-03-02T10:00:00-2500"    | BAD_TIMESTAMP
          sends       | attempted_at           | "1969-12-31T23:59:59Z"        | BAD_TIMESTAMP
          sends       | attempted_at           | "2026-06-16T00:00:00.000001Z" | BAD_TIMESTAMP
          sends       | attempted_at           | "2026-06-16T00:00:00Z"        | loaded
          sends       | attempted_at           | 1772456400                    | BAD_TIMESTAMP
          clicks      | message_id             | null                          | MISSING_MESSAGE_ID
          clicks      | clicked_at             | "yesterday"                   | BAD_TIMESTAMP
          clicks      | clicked_at             | "2026-03-02T10:00:00.123456789Z" | loaded
          clicks      | clicked_at             | "2026-03-02T10:00:00.1234567890123-03:00" | loaded
          clicks      | clicked_at             | "2026-03-02T10:00:00.1234567890123" | BAD_TIMESTAMP
          meta        | entry                  | "x"                           | UNKNOWN_DOCUMENT
          meta        | entry                  | ["x"]                         | UNKNOWN_DOCUMENT
          meta        | entry                  | []                            | ignored
          meta        | changes                | {"field":"messages"}          | UNKNOWN_DOCUMENT
          meta        | changes                | ["x"]                         | UNKNOWN_DOCUMENT
          meta        | field                  | null                          | UNKNOWN_DOCUMENT
          meta        | field                  | "account_update"              | ignored
          meta        | value                  | null                          | UNKNOWN_DOCUMENT
          meta        | statuses               | {"id":"m"}                    | UNKNOWN_DOCUMENT
          meta        | statuses               | null                          | ignored
          meta        | id                     | null                          | MISSING_MESSAGE_ID
          meta        | id                     | true                          | MISSING_MESSAGE_ID
          meta        | id                     | 5                             | loaded
          meta        | gs_id                  | "g"                           | loaded
          meta        | status                 | null                          | MISSING_STATUS
          meta        | status                 | "teleported"                  | loaded
          meta        | timestamp              | 1772456400.5                  | loaded
          meta        | timestamp              | 1772456400123                 | loaded
          meta        | timestamp              | 1.7724564e9                   | loaded
          meta        | timestamp              | null                          | BAD_TIMESTAMP
          meta        | timestamp              | "0"                           | BAD_TIMESTAMP
          meta        | timestamp              | "-1772456400"                 | BAD_TIMESTAMP
          meta        | timestamp              | 99999999999                   | BAD_TIMESTAMP
          meta        | timestamp              | "2026-03-02T10:00:00Z"        | BAD_TIMESTAMP
          meta        | timestamp              | "NaN"                         | BAD_TIMESTAMP
          meta        | timestamp              | 1e999999999                   | BAD_TIMESTAMP
          meta        | timestamp              | "1e-999999999"                | BAD_TIMESTAMP
          meta        | timestamp              | {"s":1}                       | BAD_TIMESTAMP
          gupshup     | type                   | null                          | UNKNOWN_DOCUMENT
          gupshup     | type                   | "billing-event"               | ignored
          gupshup     | timestamp              | null                          | BAD_TIMESTAMP
          gupshup     | payload                | "x"                           | MISSING_STATUS
          orders/vtex | orderId                | null                          | MISSING_ORDER_ID
          orders/vtex | value                  | null                          | BAD_AMOUNT
          orders/vtex | value                  | "100"                         | BAD_AMOUNT
          orders/vtex | value                  | 100.5                         | BAD_AMOUNT
          orders/vtex | value                  | "a lot"                       | BAD_AMOUNT
          orders/vtex | value                  | 1e3                           | BAD_AMOUNT
          orders/vtex | value                  | 10000000000000000000          | BAD_AMOUNT
          orders/vtex | value                  | 999999999999999               | loaded
          orders/vtex | value                  | 1000000000000000              | BAD_AMOUNT
          orders/vtex | currencyCode           | null                          | MISSING_CURRENCY
          orders/vtex | currencyCode           | "R$"                          | BAD_CURRENCY
          orders/vtex | currencyCode           | "brl"                         | loaded
          orders/vtex | storePreferencesData   | null                          | MISSING_CURRENCY
          orders/vtex | creationDate           | "02/12/2020 20:58:29"         | BAD_TIMESTAMP
          orders/vtex | creationDate           | "2020-12-02T23:58:29+00:00"   | loaded
          orders/vtex | lastChange             | "soon"                        | BAD_TIMESTAMP
          orders/vtex | lastChange             | null                          | loaded
          orders/vtex | items                  | "none"                        | loaded
          orders/vtex | price                  | 1000000000000000000000        | loaded
          orders/vtex | quantity               | 1000000000000000000000        | loaded
          carts/vtex  | orderFormId            | null                          | MISSING_ORDER_FORM_ID
          carts/vtex  | captured_at            | "10:00"                       | BAD_TIMESTAMP
          """)
  void documentWithAnotherValue_hasItsOutcome(
      String source, String field, String value, String outcome) throws Exception {
    JsonNode document = Parsing.json(GOOD.get(source).replace('\'', '"'));
    assertThat(outcomes(source, document)).as("before").containsExactly("loaded");
    replace(document, field, Parsing.json("{\"v\":" + value + "}").path("v"));
    assertThat(outcomes(source, document)).containsExactly(outcome);
  }

  @Test
  void badPartOfABody_isRejectedAlone() throws Exception {
    ObjectNode body = (ObjectNode) Parsing.json(STATUS.replace('\'', '"'));
    JsonNode value = body.at("/entry/0/changes/0/value");
    ArrayNode statuses = (ArrayNode) value.path("statuses");
    statuses.add("x").add(statuses.get(0).deepCopy());
    ((ArrayNode) body.path("entry")).add(7);
    Parsed parsed = Parsing.parsed("meta", body);
    assertThat(outcomes(parsed))
        .containsExactly("loaded", "MISSING_MESSAGE_ID", "loaded", "UNKNOWN_DOCUMENT");
    assertThat(parsed.parts().stream().map(Parsed.Part::text))
        .containsExactly(null, "\"x\"", null, "7");
  }

  @Test
  void keyThatStandsTwice_countsAsItStandsLast() {
    JsonNode click = Parsing.json("{\"message_id\":\"a\",\"message_id\":\"b\"}");
    assertThat(Json.text(click, "message_id")).isEqualTo("b");
  }

  @Test
  void deepestDocumentThatCanBeRead_isLoaded() {
    String deep = "[".repeat(999) + "]".repeat(999);
    JsonNode order =
        Parsing.json(
            ORDER
                .replace('\'', '"')
                .replace("\"items\":", "\"customData\":" + deep + ",\"items\":"));
    assertThat(outcomes("orders/vtex", order)).containsExactly("loaded");
  }

  @Test
  void timeOfMoreDigits_isCutNotRounded() {
    JsonNode order = Parsing.json(ORDER.replace('\'', '"').replace("1234567Z", "9999999Z"));
    Object[] values = Parsing.parsed("orders/vtex", order).parts().get(0).values();
    assertThat(values[1]).isEqualTo(at("10:00:00.999999Z"));
  }

  @Test
  void offsetWithoutItsColon_isTheSameOffset() {
    JsonNode order = Parsing.json(ORDER.replace('\'', '"').replace("1234567Z", "5-0330"));
    Object[] values = Parsing.parsed("orders/vtex", order).parts().get(0).values();
    assertThat(values[1]).isEqualTo(at("13:30:00.5Z"));
  }

  @Test
  void finestDigits_areCut() {
    JsonNode order = Parsing.json(ORDER.replace('\'', '"').replace("1234567Z", "99999999999999Z"));
    Object[] values = Parsing.parsed("orders/vtex", order).parts().get(0).values();
    assertThat(values[1]).isEqualTo(at("10:00:00.999999Z"));
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource({
    "5511987654321, 5511987654321, 551187654321",
    "+5511987654321,, 551187654321",
    "US.1234567890123,,",
    "+,,"
  })
  void whatStandsAsRecipient_isANumberWithOrWithoutPlus(String id, String digits, String key) {
    Object[] event = event("'recipient_id':'%s'".formatted(id));
    assertThat(event[8]).isEqualTo(digits);
    assertThat(event[9]).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\\\"campaign_id\\\":\\\"c\\\"} | c",
        "{\\\"campaign_id\\\":\\\"c\\\"} x |",
        "{\\\"campaign_id\\\": |",
        "[\\\"campaign_id\\\"] |"
      })
  void callbackData_namesACampaignWhenItIsJson(String data, String campaign) {
    assertThat(event("'biz_opaque_callback_data':'%s'".formatted(data))[13]).isEqualTo(campaign);
  }

  @Test
  void eventWithGupshupsIdAlone_isOfThatMessage() {
    String body =
        "{'type':'message-event','timestamp':1772456400123,'payload':{'gsId':'g','type':'read'}}";
    Object[] event = values("gupshup", body);
    assertThat(event[3]).isEqualTo("g");
    assertThat((String[]) event[4]).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"button, text,", "text, button, button", "quick_reply, text, quick_reply"})
  void answer_isAReplyByItsTypeOrTheInnerButton(String type, String innerType, String kind) {
    String body =
        "{'type':'message','timestamp':1772456400123,'payload':{'id':'i','source':'+5511987654321','type':'%s','payload':{'type':'%s','text':'Yes'}}}"
            .formatted(type, innerType);
    Object[] inbound = values("gupshup", body);
    assertThat(inbound[2]).as("no digits alone").isNull();
    assertThat(inbound[4]).isEqualTo("551187654321");
    assertThat(inbound[8]).isEqualTo(kind);
  }

  private static Object[] event(String field) {
    return values("meta", STATUS.replace("'id':'m'", "'id':'m'," + field));
  }

  /** The row that a document comes to. */
  private static Object[] values(String source, String document) {
    JsonNode json = Parsing.json(document.replace('\'', '"'));
    return Parsing.parsed(source, json).parts().get(0).values();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-02T" + time);
  }

  /** Puts a value into the first field of that name, or at the top where there is none. */
  private static void replace(JsonNode document, String field, JsonNode value) {
    List<JsonNode> parents = document.findParents(field);
    JsonNode parent = parents.isEmpty() ? document : parents.get(0);
    ((ObjectNode) parent).set(field, value);
  }

  private static List<String> outcomes(String source, JsonNode document) {
    return outcomes(Parsing.parsed(source, document));
  }

  private static List<String> outcomes(Parsed parsed) {
    return parsed.parts().stream()
        .map(
            part ->
                part.reason() != null
                    ? part.reason().name()
                    : part.ignoredKind() != null ? "ignored" : "loaded")
        .toList();
  }
}
