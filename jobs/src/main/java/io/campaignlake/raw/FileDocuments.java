package io.campaignlake.raw;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Opens a landing file and cuts it into documents. */
final class FileDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CSVFormat CSV =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .get();

  private final Configuration hadoop;
  private final long maxDocumentBytes;

  FileDocuments(Configuration hadoop, long maxDocumentBytes) {
    this.hadoop = hadoop;
    this.maxDocumentBytes = maxDocumentBytes;
  }

  /**
   * @throws UncheckedIOException when the storage fails: what is wrong with the content is said in
   *     the documents instead
   */
  Iterator<Document> of(FilePart part) {
    if (part.length() == 0) {
      return List.<Document>of().iterator();
    }
    FileForm form = FileForm.of(part.path());
    try {
      FSDataInputStream file = open(part);
      InputStream in;
      try {
        in =
            form.isGzip()
                ? new GZIPInputStream(file, 1 << 16)
                : new BufferedInputStream(file, 1 << 16);
      } catch (EOFException | ZipException e) {
        file.close();
        return List.of(new Document("", 0, Document.CORRUPT_GZIP)).iterator();
      }
      return switch (form) {
        case JSON_LINES -> lines(in, part);
        case JSON_LINES_GZIP -> closing(new Lines(in, 0, Long.MAX_VALUE, maxDocumentBytes), in);
        case JSON, JSON_GZIP -> whole(in);
        case CSV -> records(in);
        case OTHER -> throw new IllegalArgumentException(part.path());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read landing file %s: %s. Check that it is there and readable."
              .formatted(part.path(), e.getMessage()),
          e);
    }
  }

  private FSDataInputStream open(FilePart part) throws IOException {
    Path path = new Path(part.path());
    FSDataInputStream file = path.getFileSystem(hadoop).open(path);
    // One byte early: a part that begins right after a line end owns the line that follows.
    if (part.start() > 0) {
      file.seek(part.start() - 1);
    }
    return file;
  }

  private Iterator<Document> lines(InputStream in, FilePart part) throws IOException {
    if (part.start() == 0) {
      return closing(new Lines(in, 0, part.end(), maxDocumentBytes), in);
    }
    Lines lines = new Lines(in, part.start() - 1, part.end(), maxDocumentBytes);
    return closing(lines.skippingTheLineUnderWay(), in);
  }

  private Iterator<Document> whole(InputStream in) throws IOException {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    String brokenBy = null;
    try (in) {
      in.transferTo(bytes);
    } catch (EOFException | ZipException e) {
      brokenBy = Document.CORRUPT_GZIP;
    }
    List<Document> documents =
        new ArrayList<>(JsonText.documents(withoutMark(bytes.toByteArray()), 0));
    if (brokenBy != null) {
      documents = breakOff(documents);
    }
    return documents.iterator();
  }

  /** Of a file that breaks off, the documents before the break are good. */
  private static List<Document> breakOff(List<Document> documents) {
    List<Document> kept =
        new ArrayList<>(documents.stream().filter(d -> d.rejectReason() == null).toList());
    String rest =
        documents.stream()
            .filter(d -> d.rejectReason() != null)
            .map(Document::text)
            .findFirst()
            .orElse("");
    kept.add(new Document(rest, kept.size(), Document.CORRUPT_GZIP));
    return kept;
  }

  private static byte[] withoutMark(byte[] bytes) {
    boolean hasMark =
        bytes.length >= 3
            && (bytes[0] & 0xff) == 0xef
            && (bytes[1] & 0xff) == 0xbb
            && (bytes[2] & 0xff) == 0xbf;
    return hasMark ? java.util.Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }

  private Iterator<Document> records(InputStream in) throws IOException {
    CSVParser parser = CSV.parse(new InputStreamReader(in, StandardCharsets.UTF_8));
    Iterator<CSVRecord> records = parser.iterator();
    return closing(
        new Iterator<>() {
          private boolean broken;

          @Override
          public boolean hasNext() {
            try {
              return !broken && records.hasNext();
            } catch (UncheckedIOException | IllegalStateException e) {
              return true;
            }
          }

          @Override
          public Document next() {
            try {
              return document(records.next());
            } catch (UncheckedIOException | IllegalStateException e) {
              broken = true;
              return new Document(
                  String.valueOf(e.getMessage()),
                  parser.getRecordNumber() + 1,
                  Document.CORRUPT_CSV);
            }
          }
        },
        in);
  }

  private static Document document(CSVRecord record) {
    ObjectNode object = JSON.createObjectNode();
    for (Map.Entry<String, String> cell : record.toMap().entrySet()) {
      if (!cell.getValue().isEmpty()) {
        object.put(cell.getKey().replace("\uFEFF", "").strip(), cell.getValue());
      }
    }
    String reason = record.isConsistent() ? null : Document.CORRUPT_CSV;
    String text = record.isConsistent() ? object.toString() : String.join(",", record.toList());
    return new Document(text, record.getRecordNumber(), reason);
  }

  /** Closes the file after its last document. */
  private static Iterator<Document> closing(Iterator<Document> documents, InputStream in) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        boolean more = documents.hasNext();
        if (!more) {
          try {
            in.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
        return more;
      }

      @Override
      public Document next() {
        return documents.next();
      }
    };
  }
}
