package io.campaignlake.raw;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;

/** Opens a landing file and cuts it into documents. */
final class FileDocuments {
  private static final int BUFFER = 1 << 16;

  private final Configuration hadoop;
  private final long maxDocumentBytes;

  FileDocuments(Configuration hadoop, long maxDocumentBytes) {
    this.hadoop = hadoop;
    this.maxDocumentBytes = maxDocumentBytes;
  }

  /**
   * @throws io.campaignlake.lake.LakeException when the storage fails: what is wrong with the
   *     content is said in the documents instead
   */
  Iterator<Document> of(FilePart part) {
    if (part.length() == 0) {
      return List.<Document>of().iterator();
    }
    try {
      FSDataInputStream file = open(part);
      try {
        InputStream in =
            FileForm.of(part.path()).isGzip() ? new GZIPInputStream(file, BUFFER) : file;
        return closing(documents(in, part), in, part.path());
      } catch (EOFException | ZipException e) {
        file.close();
        return List.of(new Document("", 0, Document.CORRUPT_GZIP)).iterator();
      }
    } catch (IOException | FSError e) {
      throw Landing.unreadable(part.path(), e);
    }
  }

  private Iterator<Document> documents(InputStream in, FilePart part) throws IOException {
    return switch (FileForm.of(part.path())) {
      case JSON_LINES -> lines(in, part);
      case JSON_LINES_GZIP ->
          new Lines(new LineReader(in, 0, maxDocumentBytes), Long.MAX_VALUE, maxDocumentBytes);
      case JSON, JSON_GZIP -> new JsonValues(in, 0, maxDocumentBytes);
      case CSV -> new CsvRows(new LineReader(in, 0, maxDocumentBytes), maxDocumentBytes);
      case OTHER -> throw new IllegalArgumentException(part.path());
    };
  }

  private FSDataInputStream open(FilePart part) throws IOException {
    FSDataInputStream file = Landing.open(part.path(), hadoop);
    // One byte early: a part that begins right after a line end owns the line that follows.
    if (part.start() > 0) {
      file.seek(part.start() - 1);
    }
    return file;
  }

  private Iterator<Document> lines(InputStream in, FilePart part) throws IOException {
    long start = Math.max(0, part.start() - 1);
    Lines lines =
        new Lines(new LineReader(in, start, maxDocumentBytes), part.end(), maxDocumentBytes);
    return part.start() == 0 ? lines : lines.skippingTheLineUnderWay();
  }

  /** Closes the file after its last document, and names it when it cannot be read. */
  private static Iterator<Document> closing(
      Iterator<Document> documents, InputStream in, String path) {
    return new Iterator<>() {
      private boolean closed;

      @Override
      public boolean hasNext() {
        if (closed) {
          return false;
        }
        try {
          closed = !documents.hasNext();
          if (closed) {
            in.close();
          }
          return !closed;
        } catch (IOException | UncheckedIOException | FSError e) {
          throw Landing.unreadable(path, e);
        }
      }

      @Override
      public Document next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return documents.next();
      }
    };
  }
}
