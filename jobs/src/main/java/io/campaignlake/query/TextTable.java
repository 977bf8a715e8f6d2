package io.campaignlake.query;

import io.campaignlake.lake.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Columns side by side for people; one line a row, whatever a value holds. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<String> header;
  private final boolean[] isNumber;
  private final int[] widths;

  /**
   * @param isNumber which columns stand at the right
   */
  TextTable(List<String> header, boolean[] isNumber) {
    this.header = header;
    this.isNumber = isNumber;
    this.widths = new int[header.size()];
    measure(List.of(header));
  }

  /** Makes the columns wide enough for these rows. */
  void measure(List<List<String>> rows) {
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], SafeText.width(SafeText.whole(row.get(i))));
      }
    }
  }

  void printHeader(OutputStream out) throws IOException {
    printRow(header, out);
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    printRow(rules, out);
  }

  void printRow(List<String> row, OutputStream out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = SafeText.whole(row.get(i));
      String padding = " ".repeat(Math.max(0, widths[i] - SafeText.width(cell)));
      line.append(i == 0 ? "" : GAP).append(isNumber[i] ? padding + cell : cell + padding);
    }
    out.write((line.toString().stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
