package io.campaignlake.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** Generated landing files as a reader of the contract sees them. */
record Landed(Path root) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Every visible file's bytes, as text of one character a byte, by its path below the root. */
  SortedMap<String, String> bytesByPath() throws IOException {
    SortedMap<String, String> bytes = new TreeMap<>();
    for (Path file : files("")) {
      String path = root.relativize(file).toString();
      bytes.put(path, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }
    return bytes;
  }

  List<Path> files(String folder) throws IOException {
    try (Stream<Path> found = Files.walk(root.resolve(folder))) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** All documents of a folder, CSV rows as objects of their non-empty cells. */
  List<JsonNode> documents(String folder) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (Path file : files(folder)) {
      if (file.toString().endsWith(".csv")) {
        documents.addAll(rows(file));
      } else {
        documents.addAll(lines(file));
      }
    }
    return documents;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (InputStream bytes = open(file);
        BufferedReader text =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        documents.add(MAPPER.readTree(line));
      }
    }
    return documents;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }

  private static List<JsonNode> rows(Path file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser csv = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      return csv.stream()
          .map(
              row -> {
                ObjectNode document = MAPPER.createObjectNode();
                row.toMap().forEach((name, cell) -> putUnlessEmpty(document, name, cell));
                return (JsonNode) document;
              })
          .toList();
    }
  }

  private static void putUnlessEmpty(ObjectNode document, String name, String cell) {
    if (!cell.isEmpty()) {
      document.put(name, cell);
    }
  }
}
