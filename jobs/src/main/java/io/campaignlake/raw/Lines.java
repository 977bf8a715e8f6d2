package io.campaignlake.raw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The documents of JSON lines, read one line at a time. A line that is too long, and the last line
 * of a file that breaks off, become rejected documents; the lines before and after them are read.
 */
final class Lines implements Iterator<Document> {
  private final LineReader lines;
  private final long end;
  private final long maxBytes;
  private boolean ended;
  private Iterator<Document> ofLine = List.<Document>of().iterator();

  /**
   * @param end byte offset; a line that begins at or after it is left to the part after
   */
  Lines(LineReader lines, long end, long maxBytes) {
    this.lines = lines;
    this.end = end;
    this.maxBytes = maxBytes;
  }

  /** Leaves out the line under way: it belongs to the part of the file before this one. */
  Lines skippingTheLineUnderWay() throws IOException {
    lines.next();
    return this;
  }

  @Override
  public boolean hasNext() {
    while (!ofLine.hasNext() && !ended) {
      try {
        ofLine = nextLine().iterator();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
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
    if (lines.position() >= end) {
      ended = true;
      return List.of();
    }
    LineReader.Line line = lines.next();
    ended = line.isLast();
    byte[] bytes = line.bytes();
    if (ended && lines.isCutOff()) {
      return List.of(
          Document.rejected(JsonText.trimmed(bytes), line.begin(), Document.CORRUPT_GZIP));
    }
    return JsonText.documents(bytes, line.length(), maxBytes, line.begin());
  }
}
