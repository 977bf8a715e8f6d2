package io.campaignlake.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, as a table for people and as JSON. */
final class Results {
  /**
   * @param bound null where nothing is to be reached
   */
  private record Ratio(String name, double value, String sense, Double bound) {
    boolean isReached() {
      return sense.equals("<=") ? value <= bound : value >= bound;
    }

    String judged() {
      return bound == null
          ? ""
          : "%s %s %s".formatted(sense, bound, isReached() ? "reached" : "NOT REACHED");
    }
  }

  private final Map<String, String> settings;
  private final List<Measured> measured = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();

  /**
   * @param settings machine, versions and options, by name
   */
  Results(Map<String, String> settings) {
    this.settings = settings;
  }

  void setting(String name, String value) {
    settings.put(name, value);
  }

  void add(Measured contender) {
    measured.add(contender);
  }

  void ratio(String name, double value) {
    ratios.add(new Ratio(name, value, "", null));
  }

  /**
   * @param sense {@code <=} or {@code >=}
   */
  void ratio(String name, double value, String sense, double bound) {
    ratios.add(new Ratio(name, value, sense, bound));
  }

  void print(PrintStream out) {
    settings.forEach((name, value) -> out.printf("%-16s %s%n", name, value));
    out.printf(
        Locale.ROOT,
        "%n%-56s %9s %9s %12s %10s %12s %10s%n",
        "contender",
        "seconds",
        "CPU s",
        "rows/s",
        "heap MB",
        "shuffled MB",
        "spilled MB");
    for (Measured m : measured) {
      out.printf(
          Locale.ROOT,
          "%-56s %9.2f %9.2f %,12.0f %,10d %,12d %,10d%n",
          m.name(),
          m.median(),
          m.cpu(),
          m.rowsPerSecond(),
          m.peakHeap() >> 20,
          m.shuffled() >> 20,
          m.spilled() >> 20);
    }
    out.println();
    for (Ratio ratio : ratios) {
      out.printf(Locale.ROOT, "%-56s %9.2f %s%n", ratio.name(), ratio.value(), ratio.judged());
    }
  }

  void write(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    settings.forEach(root.putObject("settings")::put);
    ArrayNode contenders = root.putArray("contenders");
    for (Measured m : measured) {
      ObjectNode node = contenders.addObject().put("name", m.name()).put("median_s", m.median());
      m.seconds().forEach(node.putArray("rounds_s")::add);
      node.put("rows", m.rows())
          .put("cpu_s", m.cpu())
          .put("rows_per_s", m.rowsPerSecond())
          .put("peak_heap_bytes", m.peakHeap())
          .put("shuffled_bytes", m.shuffled())
          .put("spilled_bytes", m.spilled());
    }
    ArrayNode all = root.putArray("ratios");
    for (Ratio ratio : ratios) {
      ObjectNode node = all.addObject().put("name", ratio.name()).put("value", ratio.value());
      if (ratio.bound() != null) {
        node.put("bound", ratio.sense() + " " + ratio.bound()).put("reached", ratio.isReached());
      }
    }
    json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }
}
