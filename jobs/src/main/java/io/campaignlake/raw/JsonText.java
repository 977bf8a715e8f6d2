package io.campaignlake.raw;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a piece of text into the JSON documents it holds, and says of each what is wrong with it.
 */
final class JsonText {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private JsonText() {}

  /**
   * The documents of one line or one file: an object is one, an array holds one per element, and
   * several values may follow each other.
   *
   * @param position of the first; the following ones count up from it when {@code ordinal}
   */
  static List<Document> documents(byte[] bytes, long position) {
    String whole = text(bytes);
    if (whole == null) {
      return List.of(
          new Document(new String(bytes, StandardCharsets.UTF_8), position, Document.NOT_UTF8));
    }
    if (!whole.startsWith("[") && isOneObject(bytes)) {
      return List.of(new Document(whole, position, null));
    }
    List<Document> documents = new ArrayList<>();
    for (byte[] value : topLevelValues(bytes)) {
      if (value[0] == '[') {
        elements(value)
            .forEach(element -> documents.add(checked(element, position + documents.size())));
      } else {
        documents.add(checked(value, position + documents.size()));
      }
    }
    return documents;
  }

  /**
   * One line: an object, or an array of objects; anything more on the line corrupts it as a whole.
   */
  static List<Document> line(byte[] bytes, long position) {
    List<Document> documents = documents(bytes, position);
    boolean isArray = bytes[0] == '[';
    if (documents.size() > 1 && !isArray) {
      return List.of(
          new Document(new String(bytes, StandardCharsets.UTF_8), position, Document.CORRUPT_JSON));
    }
    return documents;
  }

  private static Document checked(byte[] value, long position) {
    return new Document(new String(value, StandardCharsets.UTF_8), position, reason(value));
  }

  private static String reason(byte[] value) {
    if (isOneObject(value)) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(value)) {
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      while (parser.nextToken() != null) {
        // Reading on finds whether it is JSON at all.
      }
      return isObject ? Document.CORRUPT_JSON : Document.NOT_AN_OBJECT;
    } catch (IOException e) {
      return Document.CORRUPT_JSON;
    }
  }

  /** Whether the bytes are exactly one JSON object. */
  static boolean isOneObject(byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static List<byte[]> topLevelValues(byte[] bytes) {
    return split(bytes, 0, bytes.length);
  }

  private static List<byte[]> elements(byte[] array) {
    int end = array[array.length - 1] == ']' ? array.length - 1 : array.length;
    return split(array, 1, end);
  }

  /**
   * Cuts at the borders of values by depth and strings alone, so that a good value beside a corrupt
   * one is still found.
   */
  private static List<byte[]> split(byte[] bytes, int from, int to) {
    List<byte[]> values = new ArrayList<>();
    int depth = 0;
    int start = -1;
    boolean inString = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean separates = depth == 0 && !inString && (b == ',' || (b >= 0 && b <= ' '));
      if (separates) {
        start = cut(bytes, start, i, values);
        continue;
      }
      if (inString) {
        if (b == '\\') {
          i++;
        } else if (b == '"') {
          inString = false;
        }
        continue;
      }
      boolean opens = b == '{' || b == '[';
      if (opens && depth == 0) {
        start = cut(bytes, start, i, values);
      }
      start = start < 0 ? i : start;
      inString = b == '"';
      depth += opens ? 1 : 0;
      if ((b == '}' || b == ']') && depth > 0 && --depth == 0) {
        start = cut(bytes, start, i + 1, values);
      }
    }
    cut(bytes, start, to, values);
    return values;
  }

  /** Adds the value from start to end, if there is one; always answers "no value is open". */
  private static int cut(byte[] bytes, int start, int end, List<byte[]> values) {
    if (start >= 0 && end > start) {
      values.add(java.util.Arrays.copyOfRange(bytes, start, end));
    }
    return -1;
  }
}
