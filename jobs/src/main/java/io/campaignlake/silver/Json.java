package io.campaignlake.silver;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads scalars out of provider documents, whose types drift: a number may come as a text. */
final class Json {
  private static final int MOST_ZEROS = 100;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  static JsonNode parse(String document) {
    try {
      JsonNode node = MAPPER.readTree(document);
      if (!node.isObject()) {
        throw new BadValue(Reason.UNKNOWN_DOCUMENT);
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new BadValue(Reason.CORRUPT_JSON);
    }
  }

  /** The text or number as text; null when absent, empty, blank, or no scalar. */
  static String text(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isTextual() && !node.isNumber()) {
      return null;
    }
    String text = node.isBigDecimal() ? plain(node.decimalValue()) : node.asText();
    return text.isBlank() ? null : text;
  }

  /** Without an exponent, unless it would write out a billion zeros. */
  private static String plain(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MOST_ZEROS
        ? number.toPlainString()
        : number.toString();
  }

  /**
   * The elements of an array, none when it is absent or null.
   *
   * @throws BadValue when something else stands in its place: its content must not get lost
   */
  static JsonNode list(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isArray() && !node.isMissingNode() && !node.isNull()) {
      throw new BadValue(Reason.UNKNOWN_DOCUMENT);
    }
    return node;
  }

  /** The same for a list that its document does without: of something else, nothing is read. */
  static JsonNode listOrNone(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    return node.isArray() ? node : MissingNode.getInstance();
  }

  static String required(JsonNode parent, String field, Reason ifMissing) {
    String text = text(parent, field);
    if (text == null) {
      throw new BadValue(ifMissing);
    }
    return text;
  }

  /** SHA-256 of the canonical JSON (keys sorted), hexadecimal: ends every tie between versions. */
  static String hash(JsonNode node) {
    try {
      return sha256(MAPPER.writeValueAsString(MAPPER.treeToValue(node, Object.class)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
