package io.campaignlake.raw;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/** Reads a stream line by line, keeping of each line at most what is allowed. */
final class LineReader {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final long maxBytes;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private int at;
  private int filled;
  private long position;
  private boolean isCutOff;

  /**
   * @param in stands at {@code start}
   * @param start its byte offset in the file
   */
  LineReader(InputStream in, long start, long maxBytes) {
    this.in = in;
    this.position = start;
    this.maxBytes = maxBytes;
  }

  /**
   * A line without its end.
   *
   * @param begin byte offset of its first byte
   * @param length in the file, however much of it was kept
   * @param isLast whether the file ends with it, without a line end
   */
  record Line(byte[] bytes, long begin, long length, boolean isLast) {}

  /** The next line; after the last one an empty last line, again and again. */
  Line next() throws IOException {
    long begin = position;
    line.reset();
    while (at < filled || fill()) {
      int stop = at;
      while (stop < filled && buffer[stop] != '\n') {
        stop++;
      }
      line.write(buffer, at, (int) Math.min(stop - at, Math.max(0, maxBytes - line.size())));
      position += stop - at;
      at = stop;
      if (stop < filled) {
        at++;
        position++;
        return new Line(withoutMark(begin), begin, position - 1 - begin, false);
      }
    }
    return new Line(withoutMark(begin), begin, position - begin, true);
  }

  /** Byte offset of the next line. */
  long position() {
    return position;
  }

  /** Whether the compressed file broke off, so that the last line is not all that there was. */
  boolean isCutOff() {
    return isCutOff;
  }

  private boolean fill() throws IOException {
    if (isCutOff) {
      return false;
    }
    try {
      filled = Math.max(0, in.read(buffer));
      at = 0;
      return filled > 0;
    } catch (EOFException | ZipException e) {
      isCutOff = true;
      filled = 0;
      at = 0;
      return false;
    }
  }

  private byte[] withoutMark(long begin) {
    byte[] bytes = line.toByteArray();
    int mark = begin == 0 ? ByteOrderMark.lengthIn(bytes, bytes.length) : 0;
    return mark == 0 ? bytes : Arrays.copyOfRange(bytes, mark, bytes.length);
  }
}
