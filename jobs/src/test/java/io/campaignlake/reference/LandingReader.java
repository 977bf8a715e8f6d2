package io.campaignlake.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads landing files back, so that files made by others can be judged too. */
public final class LandingReader {
  private static final List<String> FOLDERS =
      List.of("campaigns", "sends", "meta", "gupshup", "clicks", "orders/vtex", "carts/vtex");

  private LandingReader() {}

  /** Every document under the landing root. */
  public static Landing read(Path root) {
    List<LandingDocument> documents = new ArrayList<>();
    for (String folder : FOLDERS) {
      for (Path file : filesUnder(root.resolve(folder))) {
        documentsOf(file).forEach(json -> documents.add(new LandingDocument(folder, json)));
      }
    }
    return new Landing(documents);
  }

  private static List<Path> filesUnder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> documentsOf(Path file) {
    String name = file.getFileName().toString();
    String kind = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    try {
      if (kind.endsWith(".jsonl")) {
        return text(file).lines().filter(line -> !line.isBlank()).toList();
      }
      if (kind.endsWith(".json")) {
        return documents(Canonical.parse(text(file)));
      }
      return kind.endsWith(".csv") ? csv(text(file)) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> documents(JsonNode json) {
    List<String> documents = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(element -> documents.add(element.toString()));
    } else {
      documents.add(json.toString());
    }
    return documents;
  }

  /** A row as the document it stands for: an empty cell is a field left out. */
  private static List<String> csv(String text) throws IOException {
    CSVFormat withHeader = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    List<String> documents = new ArrayList<>();
    try (CSVParser rows = CSVParser.parse(new StringReader(text), withHeader)) {
      for (CSVRecord row : rows) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        row.toMap()
            .forEach((name, cell) -> Documents.with(document, name, cell.isEmpty() ? null : cell));
        documents.add(document.toString());
      }
    }
    return documents;
  }

  private static String text(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
