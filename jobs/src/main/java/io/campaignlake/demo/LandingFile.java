package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** One file on its way: written under a hidden name, seen by readers only once it is whole. */
final class LandingFile implements Closeable {
  private final Path target;
  private final Path hidden;
  private final Writer text;
  private final CSVPrinter csv;
  private final List<String> columns;
  private long documents;

  private LandingFile(Path target, Path hidden, Writer text, CSVPrinter csv, List<String> columns) {
    this.target = target;
    this.hidden = hidden;
    this.text = text;
    this.csv = csv;
    this.columns = columns;
  }

  /** A file of JSON lines, compressed when its name ends in {@code .gz}. */
  static LandingFile jsonLines(Path target) throws IOException {
    Path hidden = hiddenName(target);
    return new LandingFile(target, hidden, writer(target, hidden), null, List.of());
  }

  /** A CSV file with a header; of each document these members are its columns. */
  static LandingFile csv(Path target, List<String> columns) throws IOException {
    Path hidden = hiddenName(target);
    Writer text = writer(target, hidden);
    CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180);
    csv.printRecord(columns);
    return new LandingFile(target, hidden, text, csv, columns);
  }

  void write(ObjectNode document) throws IOException {
    documents++;
    if (csv == null) {
      text.append(Json.line(document)).append('\n');
      return;
    }
    csv.printRecord(columns.stream().map(column -> document.path(column).asText(null)));
  }

  long documents() {
    return documents;
  }

  /** Makes the file visible. An equal file of an earlier generation stays as it is. */
  void publish() throws IOException {
    text.close();
    if (Files.exists(target) && Files.mismatch(hidden, target) == -1) {
      Files.delete(hidden);
    } else {
      Files.move(
          hidden, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Gives up what was not published. */
  @Override
  public void close() throws IOException {
    text.close();
    Files.deleteIfExists(hidden);
  }

  private static Path hiddenName(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".tmp");
  }

  private static Writer writer(Path target, Path hidden) throws IOException {
    Files.createDirectories(target.getParent());
    OutputStream bytes = Files.newOutputStream(hidden);
    if (target.getFileName().toString().endsWith(".gz")) {
      bytes = new GZIPOutputStream(bytes);
    }
    return new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
  }
}
