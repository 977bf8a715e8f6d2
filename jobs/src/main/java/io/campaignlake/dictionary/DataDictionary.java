package io.campaignlake.dictionary;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The data dictionary: every table and column of the lake, in Markdown. */
public final class DataDictionary {
  private static final String INTRODUCTION =
      """
      # Data dictionary

      Made by `./lake dictionary --markdown` from the classes of the tables; a test fails when it is stale.
      The same sentences are the comments of the columns in the Delta tables.

      - **Grain** is what one row is; **key** names a row. **Laws** hold for every row: Delta refuses a commit that breaks one.
      - **Unit**: *UTC* is an instant with microseconds, *local day* a day of the business zone (`lake.zone`).
      - **Adds up**: *yes* over any rows; *within currency* over rows of one currency; *no*: the sum of two rows means nothing, mostly because a person would count twice. Empty: it is no number to add.
      - **Answers to**: what VTEX's WhatsApp campaigns, AiSensy's campaign analytics and wolkvox's report 9 call it.
      - Published tables (gold and reports) use no Delta feature that some reader lacks. Columns that begin with `_` say how a row came, not what it is about.
      """;

  private final List<Table> tables;
  private final Map<String, String> writers;

  private DataDictionary(List<Table> tables, List<Job> jobs) {
    this.tables = tables;
    this.writers =
        jobs.stream()
            .flatMap(job -> job.writes().stream().map(table -> Map.entry(table.fullName(), job)))
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().name(), (a, b) -> a));
  }

  /**
   * @param tables in the order in which they are shown
   * @param jobs those that write them
   */
  public static String markdown(List<Table> tables, List<Job> jobs) {
    return new DataDictionary(tables, jobs).markdown();
  }

  private String markdown() {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    Map<String, List<Table>> layers =
        tables.stream()
            .collect(Collectors.groupingBy(Table::layer, LinkedHashMap::new, Collectors.toList()));
    text.append("\n").append(Markdown.header("Table", "Grain"));
    layers.values().stream()
        .flatMap(List::stream)
        .forEach(table -> text.append(Markdown.row(List.of(link(table), table.grain()))));
    layers.forEach(
        (layer, ofLayer) -> {
          text.append("\n## ").append(layer).append("\n");
          ofLayer.forEach(table -> text.append(section(table)));
        });
    return text.toString();
  }

  private static String link(Table table) {
    String anchor = table.fullName().replace(".", "");
    return "[`%s`](#%s)".formatted(table.fullName(), anchor);
  }

  private String section(Table table) {
    StringBuilder text = new StringBuilder("\n### " + table.fullName() + "\n\n");
    facts(table).forEach((name, fact) -> text.append("- **%s**: %s\n".formatted(name, fact)));
    text.append("\n")
        .append(Markdown.header("Column", "Type", "Null", "Unit", "Adds up", "Rule", "Answers to"));
    table.fields().forEach(field -> text.append(row(field)));
    return text.toString();
  }

  private Map<String, String> facts(Table table) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Grain", table.grain());
    facts.put("Key", table.key().isEmpty() ? "none: a log" : codes(table.keyNames()));
    facts.put(
        "Written by",
        writers.containsKey(table.fullName())
            ? Markdown.code(writers.get(table.fullName()))
            : table.layer().equals("ops") ? "the program as it runs" : "commands");
    facts.put("Read by", table.kind() == Table.Kind.PUBLISHED ? "any Delta reader" : "the lake");
    List<String> laws = new ArrayList<>();
    table.laws().forEach((name, law) -> laws.add("%s (%s)".formatted(Markdown.code(law), name)));
    if (!laws.isEmpty()) {
      facts.put("Laws", String.join("; ", laws));
    }
    return facts;
  }

  private static String codes(List<String> names) {
    return names.stream().map(Markdown::code).collect(Collectors.joining(", "));
  }

  private static String row(Field field) {
    return Markdown.row(
        List.of(
            Markdown.code(field.name()),
            Markdown.code(field.type().sql()),
            field.nullable() ? "may be null" : "",
            unit(field),
            field.measure().sum().toString(),
            field.comment(),
            String.join("; ", field.answersTo())));
  }

  /** The unit of a number is its own; times have that of their type. */
  static String unit(Field field) {
    DataType type = field.type();
    if (type.equals(DataTypes.TimestampType)) {
      return "UTC";
    }
    return type.equals(DataTypes.DateType) ? "local day" : field.measure().unit();
  }
}
