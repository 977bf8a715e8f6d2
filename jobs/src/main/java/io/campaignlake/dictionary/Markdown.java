package io.campaignlake.dictionary;

import java.util.List;
import java.util.stream.Collectors;

/** Tables in Markdown. */
final class Markdown {
  private Markdown() {}

  static String header(String... titles) {
    return row(List.of(titles)) + "|" + "---|".repeat(titles.length) + "\n";
  }

  static String row(List<String> cells) {
    return cells.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  // A bar would end the cell, even within code.
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
