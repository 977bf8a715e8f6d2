package io.campaignlake.raw;

import java.util.ArrayList;
import java.util.List;

/** Takes one CSV row apart, line by line: a quoted cell may go on in the next line. */
final class CsvCells {
  private enum At {
    BEGIN,
    PLAIN,
    QUOTED,
    AFTER_QUOTE,
    BROKEN
  }

  private final List<String> cells = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private At at = At.BEGIN;

  /**
   * @param line without its line feed
   */
  void add(String line) {
    if (isOpen()) {
      cell.append('\n');
      text.append('\n');
    }
    text.append(line);
    for (int i = 0; i < line.length(); i++) {
      boolean isLineEnd = i == line.length() - 1 && line.charAt(i) == '\r' && at != At.QUOTED;
      if (!isLineEnd) {
        at = after(line.charAt(i));
      }
    }
    if (isWhole()) {
      endCell();
    }
  }

  private At after(char c) {
    return switch (at) {
      case BEGIN -> c == '"' ? At.QUOTED : plain(c);
      case PLAIN -> plain(c);
      case QUOTED -> c == '"' ? At.AFTER_QUOTE : quoted(c);
      case AFTER_QUOTE -> c == '"' ? quoted(c) : c == ',' ? plain(c) : At.BROKEN;
      case BROKEN -> At.BROKEN;
    };
  }

  private At plain(char c) {
    if (c == ',') {
      endCell();
      return At.BEGIN;
    }
    cell.append(c);
    // A carriage return inside a line: the file has line ends of another kind.
    return c == '\r' ? At.BROKEN : At.PLAIN;
  }

  private At quoted(char c) {
    cell.append(c);
    return At.QUOTED;
  }

  private void endCell() {
    cells.add(cell.toString());
    cell.setLength(0);
  }

  /** Whether a quoted cell goes on in the next line. */
  boolean isOpen() {
    return at == At.QUOTED;
  }

  /** Whether the row ends well with the lines so far. */
  boolean isWhole() {
    return at != At.QUOTED && at != At.BROKEN;
  }

  boolean isEmpty() {
    return cells.stream().allMatch(String::isBlank);
  }

  List<String> cells() {
    return cells;
  }

  /** Characters of the lines so far. */
  int length() {
    return text.length();
  }

  /** The lines so far. */
  String text() {
    return text.toString();
  }
}
