package io.campaignlake.silver;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;

/** Reads scalars out of provider documents, whose types drift: a number may come as a text. */
final class Json {
  private static final int MOST_ZEROS = 100;

  /** Of the bytes of a SHA-256. */
  private static final int HALF = 16;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** To create one takes as long as to digest an event. */
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Json::newSha256);

  private Json() {}

  /**
   * @param document UTF-8
   */
  static JsonNode parse(byte[] document) {
    try {
      JsonNode node = MAPPER.readTree(document);
      if (!node.isObject()) {
        throw new BadValue(Reason.UNKNOWN_DOCUMENT);
      }
      return node;
    } catch (IOException e) {
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
    StringWriter text = new StringWriter(512);
    try (JsonGenerator canonical = MAPPER.getFactory().createGenerator(text)) {
      write(node, canonical);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return sha256(text.toString());
  }

  private static void write(JsonNode node, JsonGenerator canonical) throws IOException {
    if (node.isObject()) {
      String[] names = new String[node.size()];
      int i = 0;
      for (Iterator<String> each = node.fieldNames(); each.hasNext(); ) {
        names[i++] = each.next();
      }
      Arrays.sort(names);
      canonical.writeStartObject();
      for (String name : names) {
        canonical.writeFieldName(name);
        write(node.get(name), canonical);
      }
      canonical.writeEndObject();
    } else if (node.isArray()) {
      canonical.writeStartArray();
      for (JsonNode element : node) {
        write(element, canonical);
      }
      canonical.writeEndArray();
    } else {
      canonical.writeTree(node);
    }
  }

  static String sha256(String text) {
    return HexFormat.of().formatHex(digest(text));
  }

  /** The first 128 bits of it: enough to tell apart all that there will ever be. */
  static String halfSha256(String text) {
    return HexFormat.of().formatHex(digest(text), 0, HALF);
  }

  private static byte[] digest(String text) {
    return SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
