package io.campaignlake.raw;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;

/**
 * The documents of JSON lines, read one line at a time. A line that is too long, and the last line
 * of a file that breaks off, become rejected documents; the lines before and after them are read.
 */
final class Lines implements Iterator<Document> {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final long end;
  private final long maxBytes;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private long position;
  private boolean ended;
  private String brokenBy;
  private Iterator<Document> ofLine = List.<Document>of().iterator();

  /**
   * @param in stands at {@code start}
   * @param start byte offset; past 0 the line that began before it is left to the part before
   * @param end byte offset; a line that begins at or after it is left to the part after
   */
  Lines(InputStream in, long start, long end, long maxBytes) throws IOException {
    this.in = in;
    this.position = start;
    this.end = end;
    this.maxBytes = maxBytes;
  }

  /** Leaves out the line under way: it belongs to the part of the file before this one. */
  Lines skippingTheLineUnderWay() throws IOException {
    readLine(new ByteArrayOutputStream());
    return this;
  }

  @Override
  public boolean hasNext() {
    while (!ofLine.hasNext() && !ended) {
      try {
        ofLine = nextLine().iterator();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return ofLine.hasNext();
  }

  @Override
  public Document next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ofLine.next();
  }

  private List<Document> nextLine() throws IOException {
    long begin = position;
    if (begin >= end) {
      ended = true;
      return List.of();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    boolean complete = readLine(line);
    byte[] bytes = trimmed(line.toByteArray(), begin);
    if (brokenBy != null) {
      ended = true;
      return List.of(new Document(asText(bytes), begin, brokenBy));
    }
    ended = !complete;
    if (bytes.length == 0) {
      return List.of();
    }
    if (position - begin > maxBytes) {
      return List.of(new Document(asText(bytes), begin, Document.DOCUMENT_TOO_LARGE));
    }
    return JsonText.line(bytes, begin);
  }

  /**
   * Reads up to the end of the line, keeping at most the allowed length; false at the end of file.
   */
  private boolean readLine(ByteArrayOutputStream line) throws IOException {
    while (true) {
      if (at == filled && !fill()) {
        return false;
      }
      int stop = at;
      while (stop < filled && buffer[stop] != '\n') {
        stop++;
      }
      int room = (int) Math.min(stop - at, Math.max(0, maxBytes - line.size()));
      line.write(buffer, at, room);
      boolean complete = stop < filled;
      position += stop - at + (complete ? 1 : 0);
      at = complete ? stop + 1 : stop;
      if (complete) {
        return true;
      }
    }
  }

  private boolean fill() throws IOException {
    try {
      filled = Math.max(0, in.read(buffer));
      at = 0;
      return filled > 0;
    } catch (EOFException | ZipException e) {
      brokenBy = Document.CORRUPT_GZIP;
      return false;
    }
  }

  private static byte[] trimmed(byte[] line, long begin) {
    int from = 0;
    boolean hasByteOrderMark =
        begin == 0
            && line.length >= 3
            && (line[0] & 0xff) == 0xef
            && (line[1] & 0xff) == 0xbb
            && (line[2] & 0xff) == 0xbf;
    if (hasByteOrderMark) {
      from = 3;
    }
    int to = line.length;
    while (to > from && line[to - 1] >= 0 && line[to - 1] <= ' ') {
      to--;
    }
    while (from < to && line[from] >= 0 && line[from] <= ' ') {
      from++;
    }
    return from == 0 && to == line.length ? line : java.util.Arrays.copyOfRange(line, from, to);
  }

  private static String asText(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }
}
