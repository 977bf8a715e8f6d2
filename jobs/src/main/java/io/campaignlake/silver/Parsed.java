package io.campaignlake.silver;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignlake.lake.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one document: rows for tables, kinds that are ignored, parts that are rejected.
 */
final class Parsed {
  /**
   * One part.
   *
   * @param table where its row goes; null when there is none
   * @param values the row's business columns in order; null when there is none
   * @param ignoredKind kind of a part that is of no use here, else null
   * @param reason why it is rejected, else null
   * @param text the part's text when it is rejected and not the whole document, else null
   */
  record Part(Table table, Object[] values, String ignoredKind, Reason reason, String text) {}

  private final List<Part> parts = new ArrayList<>();

  void row(Table table, Object... values) {
    parts.add(new Part(table, values, null, null, null));
  }

  void ignored(String kind) {
    parts.add(new Part(null, null, kind, null, null));
  }

  void rejected(Reason reason) {
    parts.add(new Part(null, null, null, reason, null));
  }

  /** Parses a part of the document: what is wrong with it rejects that part alone. */
  void part(JsonNode part, Runnable parser) {
    try {
      parser.run();
    } catch (BadValue e) {
      parts.add(new Part(null, null, null, e.reason(), part.toString()));
    }
  }

  List<Part> parts() {
    return parts;
  }
}
