package io.campaignlake.raw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The documents of one file, each read when it is asked for. */
abstract class Documents implements Iterator<Document> {
  /** Whether nothing follows what was read. */
  boolean ended;

  private Document ready;

  @Override
  public boolean hasNext() {
    while (ready == null && !ended) {
      try {
        ready = read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return ready != null;
  }

  @Override
  public Document next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Document next = ready;
    ready = null;
    return next;
  }

  /** The next document; null where what was read is none, or the file has ended. */
  abstract Document read() throws IOException;
}
