package io.campaignlake.raw;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.common.base.Utf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/** Says of a piece of text whether it is one JSON object, and what is wrong with it otherwise. */
final class JsonText {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private JsonText() {}

  /**
   * The documents of a line of a file, or of a record: none when it is blank.
   *
   * @param bytes of it, not all of them where it is too long
   * @param length of it, bytes
   * @param position of its first document
   */
  static List<Document> documents(byte[] bytes, long length, long maxBytes, long position)
      throws IOException {
    byte[] text = trimmed(bytes);
    if (text.length == 0) {
      return List.of();
    }
    return length > maxBytes
        ? List.of(Document.rejected(text, position, Document.DOCUMENT_TOO_LARGE))
        : line(text, position);
  }

  static byte[] trimmed(byte[] line) {
    int from = 0;
    int to = line.length;
    while (to > from && isBlank(line[to - 1])) {
      to--;
    }
    while (from < to && isBlank(line[from])) {
      from++;
    }
    return from == 0 && to == line.length ? line : Arrays.copyOfRange(line, from, to);
  }

  /**
   * One line: an object, or an array of objects; anything more on the line corrupts it as a whole.
   *
   * @param bytes neither empty nor with blanks around
   * @param position of the first document; those of an array count up from it
   */
  private static List<Document> line(byte[] bytes, long position) throws IOException {
    if (bytes[0] != '[') {
      return List.of(document(bytes, position));
    }
    List<Document> elements = new ArrayList<>();
    new JsonValues(new ByteArrayInputStream(bytes), position, bytes.length)
        .forEachRemaining(elements::add);
    return elements;
  }

  /** One value, good when it is exactly one object. */
  static Document document(byte[] bytes, long position) {
    return Utf8.isWellFormed(bytes)
        ? new Document(UTF8String.fromBytes(bytes), position, reason(bytes))
        : Document.rejected(bytes, position, Document.NOT_UTF8);
  }

  /** White space of JSON, and the zeros that a crash leaves at the end of a file. */
  static boolean isBlank(byte b) {
    return b >= 0 && b <= ' ';
  }

  /** The bytes as UTF-8, or null when they are not. */
  static String text(byte[] bytes) {
    return Utf8.isWellFormed(bytes) ? new String(bytes, StandardCharsets.UTF_8) : null;
  }

  private static String reason(byte[] value) {
    try (JsonParser parser = FACTORY.createParser(value)) {
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      parser.skipChildren();
      boolean isWhole = parser.currentToken() != null && parser.nextToken() == null;
      if (!isWhole) {
        return Document.CORRUPT_JSON;
      }
      return isObject ? null : Document.NOT_AN_OBJECT;
    } catch (IOException e) {
      return Document.CORRUPT_JSON;
    }
  }
}
