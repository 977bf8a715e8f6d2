package io.campaignlake.campaigns;

import io.campaignlake.lake.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Aligned columns of text; what strangers wrote is shown harmlessly and cut to its column. */
final class TextTable {
  private static final String GAP = "  ";

  /** To which side the cells of a column keep. */
  enum Side {
    LEFT,
    RIGHT
  }

  /**
   * @param widest most terminal columns of a cell
   * @param paint colours a padded cell
   */
  record Column(String title, Side side, int widest, UnaryOperator<String> paint) {
    static Column left(String title, int widest) {
      return new Column(title, Side.LEFT, widest, UnaryOperator.identity());
    }

    static Column right(String title) {
      return new Column(title, Side.RIGHT, 20, UnaryOperator.identity());
    }
  }

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<Column> columns) {
    this.columns = columns;
  }

  /** Adds a row; a null cell is shown as a dash. */
  void row(String... cells) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      row.add(cells[i] == null ? "-" : SafeText.cut(cells[i], columns.get(i).widest()));
    }
    rows.add(row);
  }

  /** Header and rows, a line each. */
  String lines() {
    StringBuilder text = new StringBuilder();
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> SafeText.width(row.get(column))).max().orElse(0);
      widths.add(Math.max(widest, columns.get(i).title().length()));
    }
    StringBuilder header = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      header.append(padded(columns.get(i).title(), columns.get(i), widths.get(i))).append(GAP);
    }
    text.append(header.toString().stripTrailing()).append('\n');
    rows.forEach(row -> text.append(line(row, widths)).append('\n'));
    return text.toString();
  }

  private String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      String cell = padded(row.get(i), columns.get(i), widths.get(i));
      line.append(columns.get(i).paint().apply(cell)).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String padded(String cell, Column column, int width) {
    String padding = " ".repeat(width - SafeText.width(cell));
    return column.side() == Side.LEFT ? cell + padding : padding + cell;
  }
}
