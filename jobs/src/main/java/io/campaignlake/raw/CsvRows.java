package io.campaignlake.raw;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of a CSV file (RFC 4180) as JSON objects keyed by its header, empty cells left out. CSV
 * libraries stop at the first broken quote; here the broken line is rejected and the next is read.
 */
final class CsvRows extends Documents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LineReader lines;
  private final long maxBytes;
  private final Deque<LineReader.Line> ahead = new ArrayDeque<>();
  private List<String> header;

  CsvRows(LineReader lines, long maxBytes) {
    this.lines = lines;
    this.maxBytes = maxBytes;
  }

  /** The next row; null for the header and for an empty row. */
  @Override
  Document read() throws IOException {
    LineReader.Line first = line();
    ended = first.isLast();
    if (first.bytes().length == 0) {
      return null;
    }
    if (first.length() > maxBytes) {
      return rejected(first, Document.DOCUMENT_TOO_LARGE);
    }
    String text = JsonText.text(first.bytes());
    if (text == null) {
      return rejected(first, Document.NOT_UTF8);
    }
    CsvCells row = new CsvCells();
    row.add(text);
    Deque<LineReader.Line> more = readOn(row, ended);
    if (!row.isWhole()) {
      // Its own line alone: those that it seemed to go on in are rows themselves.
      more.descendingIterator().forEachRemaining(ahead::addFirst);
      return rejected(first, Document.CORRUPT_CSV);
    }
    ended = more.isEmpty() ? ended : more.getLast().isLast();
    return document(row, first.begin());
  }

  /** Reads on while a quoted cell is open. */
  private Deque<LineReader.Line> readOn(CsvCells row, boolean isLast) throws IOException {
    Deque<LineReader.Line> more = new ArrayDeque<>();
    boolean goesOn = !isLast;
    while (goesOn && row.isOpen() && row.length() <= maxBytes) {
      LineReader.Line line = line();
      more.addLast(line);
      String text = JsonText.text(line.bytes());
      goesOn = text != null && !line.isLast();
      if (text != null) {
        row.add(text);
      }
    }
    return more;
  }

  /** Where the header itself cannot be read, no row has names for its cells. */
  private Document rejected(LineReader.Line line, String reason) {
    header = header == null ? List.of() : header;
    return Document.rejected(line.bytes(), line.begin(), reason);
  }

  private LineReader.Line line() throws IOException {
    return ahead.isEmpty() ? lines.next() : ahead.removeFirst();
  }

  private Document document(CsvCells row, long position) {
    if (row.isEmpty()) {
      return null;
    }
    if (header == null) {
      header = row.cells().stream().map(String::strip).toList();
      return null;
    }
    boolean isKeyed = header.size() == row.cells().size() && hasDistinctNames();
    if (!isKeyed) {
      return new Document(row.text(), position, Document.CORRUPT_CSV);
    }
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < header.size(); i++) {
      if (!row.cells().get(i).isEmpty() && !header.get(i).isEmpty()) {
        object.put(header.get(i), row.cells().get(i));
      }
    }
    return new Document(object.toString(), position, null);
  }

  private boolean hasDistinctNames() {
    Set<String> names = new HashSet<>();
    return header.stream().filter(name -> !name.isEmpty()).allMatch(names::add);
  }
}
