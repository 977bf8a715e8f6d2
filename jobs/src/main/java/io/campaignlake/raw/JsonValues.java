package io.campaignlake.raw;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * The values of a JSON file, one at a time: an object is one, an array holds one per element, and
 * several may follow each other. They are cut at their borders by depth and strings alone, so that
 * a good value beside a corrupt one is still found, and a large file never stands in memory.
 */
final class JsonValues extends Documents {
  private static final int BUFFER = 1 << 16;
  private static final int END = -1;

  private final InputStream in;
  private final long maxBytes;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream value = new ByteArrayOutputStream(512);
  private int at;
  private int filled;
  private long position;
  private long length;
  private int depth;
  private boolean inString;
  private boolean isEscaped;
  private boolean inArray;
  private boolean isCutOff;

  /**
   * @param position of the first value; the following ones count up from it
   * @param maxBytes longest value that is loaded
   */
  JsonValues(InputStream in, long position, long maxBytes) throws IOException {
    this.in = in;
    this.position = position;
    this.maxBytes = maxBytes;
    fill(ByteOrderMark.LENGTH);
    at = ByteOrderMark.lengthIn(buffer, filled);
  }

  /** The next value; null when the file ends without one. */
  @Override
  Document read() throws IOException {
    value.reset();
    length = 0;
    depth = 0;
    inString = false;
    isEscaped = false;
    for (int b = peek(); b != END; b = peek()) {
      boolean isBetween = depth == 0 && !inString;
      if (isBetween && length > 0 && (b == '{' || b == '[')) {
        return cut();
      }
      at++;
      if (isBetween && separates(b)) {
        if (length > 0) {
          return cut();
        }
        continue;
      }
      keep(b);
      if (closes(b)) {
        return cut();
      }
    }
    ended = true;
    return atEnd();
  }

  /** Whether a byte outside all values stands between them: a blank, a comma, the array itself. */
  private boolean separates(int b) {
    if (b == ',' || JsonText.isBlank((byte) b)) {
      return true;
    }
    if (b == '[' && !inArray && length == 0) {
      inArray = true;
      return true;
    }
    if (b == ']' && inArray) {
      inArray = false;
      return true;
    }
    return false;
  }

  /** Follows depth and strings; whether this byte closes the value. */
  private boolean closes(int b) {
    if (inString) {
      inString = isEscaped || b != '"';
      isEscaped = !isEscaped && b == '\\';
      return false;
    }
    inString = b == '"';
    if (b == '{' || b == '[') {
      depth++;
    }
    return (b == '}' || b == ']') && depth > 0 && --depth == 0;
  }

  private void keep(int b) {
    length++;
    if (length <= maxBytes) {
      value.write(b);
    }
  }

  private Document cut() {
    Document document =
        length > maxBytes
            ? Document.rejected(value.toByteArray(), position, Document.DOCUMENT_TOO_LARGE)
            : JsonText.document(value.toByteArray(), position);
    position++;
    return document;
  }

  /** What is under way when the file ends; where a file breaks off is always told. */
  private Document atEnd() {
    if (isCutOff) {
      return Document.rejected(value.toByteArray(), position, Document.CORRUPT_GZIP);
    }
    if (length > 0) {
      return cut();
    }
    return inArray ? new Document("", position, Document.CORRUPT_JSON) : null;
  }

  private int peek() throws IOException {
    if (at == filled && !isCutOff) {
      fill(1);
    }
    return at < filled ? buffer[at] & 0xff : END;
  }

  private void fill(int atLeast) throws IOException {
    at = 0;
    filled = 0;
    try {
      for (int n = 0; n >= 0 && filled < atLeast; n = in.read(buffer, filled, BUFFER - filled)) {
        filled += n;
      }
    } catch (EOFException | ZipException e) {
      isCutOff = true;
    }
  }
}
