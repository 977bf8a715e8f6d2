package io.campaignlake.reports;

import java.util.List;

/** One line of a text for people: words on the left, a figure on the right. */
record Line(String label, String figure) {
  static final Line BLANK = new Line("", "");

  /**
   * The lines under each other.
   *
   * @param figureFormat of the right half
   */
  static List<String> aligned(List<Line> lines, String figureFormat) {
    int widest = lines.stream().mapToInt(line -> line.label().length()).max().orElse(1);
    String format = "%-" + widest + "s  " + figureFormat;
    return lines.stream()
        .map(line -> format.formatted(line.label(), line.figure()).stripTrailing())
        .toList();
  }
}
