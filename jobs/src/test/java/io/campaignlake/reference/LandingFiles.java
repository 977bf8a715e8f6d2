package io.campaignlake.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a {@link Landing} as files under a landing root, one or more per folder, in forms drawn
 * from the seed: JSON lines, a JSON array, either gzipped, and CSV for the send log. Files appear
 * by rename, under names that no other batch uses.
 */
public final class LandingFiles {
  private enum Form {
    LINES(".jsonl"),
    ARRAY(".json"),
    LINES_GZIPPED(".jsonl.gz"),
    ARRAY_GZIPPED(".json.gz"),
    CSV(".csv");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }
  }

  private final Path root;
  private final Random random;
  private int batch;

  /** Equal seeds choose equal forms, batch by batch. */
  public LandingFiles(Path root, long seed) {
    this.root = root;
    this.random = new Random(seed);
  }

  /** Adds the documents of one batch beside what landed before. */
  public void write(Landing landing) {
    batch++;
    Map<String, List<String>> byFolder =
        landing.documents().stream()
            .collect(
                Collectors.groupingBy(
                    LandingDocument::folder,
                    LinkedHashMap::new,
                    Collectors.mapping(LandingDocument::json, Collectors.toList())));
    byFolder.forEach(this::writeFolder);
  }

  private void writeFolder(String folder, List<String> documents) {
    int cut = random.nextInt(documents.size() + 1);
    writeFile(folder, 1, documents.subList(0, cut));
    writeFile(folder, 2, documents.subList(cut, documents.size()));
  }

  private void writeFile(String folder, int part, List<String> documents) {
    Form form = formFor(folder);
    if (documents.isEmpty()) {
      return;
    }
    try {
      Path directory = Files.createDirectories(root.resolve(folder));
      String name = "batch-%03d-part-%d".formatted(batch, part);
      Path hidden = Files.write(directory.resolve("." + name + ".tmp"), bytes(form, documents));
      Files.move(hidden, directory.resolve(name + form.ending), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Form formFor(String folder) {
    int forms = folder.equals("sends") ? Form.values().length : Form.values().length - 1;
    return Form.values()[random.nextInt(forms)];
  }

  private static byte[] bytes(Form form, List<String> documents) throws IOException {
    byte[] plain =
        switch (form) {
          case LINES, LINES_GZIPPED -> utf8(String.join("\n", documents) + "\n");
          case ARRAY, ARRAY_GZIPPED -> utf8("[" + String.join(",\n", documents) + "]");
          case CSV -> utf8(csv(documents));
        };
    return form.ending.endsWith(".gz") ? gzipped(plain) : plain;
  }

  private static String csv(List<String> documents) throws IOException {
    Set<String> header = new LinkedHashSet<>();
    List<JsonNode> rows = new ArrayList<>();
    for (String document : documents) {
      JsonNode row = Canonical.parse(document);
      rows.add(row);
      for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
        header.add(names.next());
      }
    }
    StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecord(header);
      for (JsonNode row : rows) {
        printer.printRecord(header.stream().map(name -> Canonical.text(row.path(name))));
      }
    }
    return text.toString();
  }

  private static byte[] gzipped(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
