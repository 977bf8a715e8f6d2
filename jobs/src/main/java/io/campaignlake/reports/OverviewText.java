package io.campaignlake.reports;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;

/**
 * The overview for people, in their language: what it is about, then labels and figures aligned.
 */
final class OverviewText {
  /** Counts that belong together; a blank line stands between the groups. */
  private static final List<Integer> GROUP_SIZES = List.of(8, 2, 3, 5);

  private final ResourceBundle labels;
  private final NumberFormat counts;
  private final NumberFormat money;
  private final NumberFormat percent;
  private final ZoneId zone;

  OverviewText(Language language, ZoneId zone) {
    this.labels = language.labels();
    this.counts = NumberFormat.getIntegerInstance(language.locale());
    this.money = NumberFormat.getNumberInstance(language.locale());
    this.percent = NumberFormat.getPercentInstance(language.locale());
    this.zone = zone;
    money.setMinimumFractionDigits(2);
    percent.setMinimumFractionDigits(2);
  }

  void write(Overview overview, Writer out) throws IOException {
    writeLine(out, labels.getString("title"));
    writeLine(out, "");
    for (String line : Line.aligned(subject(overview), "%s")) {
      writeLine(out, line);
    }
    writeLine(out, "");
    List<Line> figures = figures(overview);
    int widest = figures.stream().mapToInt(line -> line.figure().length()).max().orElse(1);
    for (String line : Line.aligned(figures, "%" + widest + "s")) {
      writeLine(out, line);
    }
  }

  private List<Line> subject(Overview overview) {
    String state = overview.isFinal() ? "state.final" : "state.open";
    List<Line> lines =
        new ArrayList<>(
            ReportWords.subject(labels, overview.campaign(), overview.from(), overview.to()));
    lines.add(new Line(labels.getString("as_of"), asOf(overview)));
    lines.add(new Line(labels.getString("state"), labels.getString(state)));
    return lines;
  }

  private String asOf(Overview overview) {
    if (overview.asOf() == null) {
      return labels.getString("as_of.never");
    }
    DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    return format.format(overview.asOf().atZone(zone)) + " " + zone.getId();
  }

  private List<Line> figures(Overview overview) {
    List<Line> lines = new ArrayList<>();
    int first = 0;
    for (int size : GROUP_SIZES) {
      for (String name : Overview.METRICS.subList(first, first + size)) {
        lines.add(line(name, counts.format(overview.metrics().get(name))));
      }
      lines.add(Line.BLANK);
      first += size;
    }
    for (Overview.Value value : overview.values()) {
      value
          .amounts()
          .forEach(
              (name, sum) -> lines.add(line(name, value.currencyCode() + " " + money.format(sum))));
      lines.add(Line.BLANK);
    }
    overview.rates().forEach((name, rate) -> lines.add(line(name, percent(rate))));
    return lines;
  }

  private Line line(String name, String figure) {
    return new Line(labels.getString(name), figure);
  }

  private String percent(BigDecimal rate) {
    return rate == null ? labels.getString("rate.none") : percent.format(rate);
  }

  private static void writeLine(Writer out, String line) throws IOException {
    out.write(line);
    out.write('\n');
  }
}
