package io.campaignlake.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The documents of landing files, given out again bit by bit: each part has the same share of every
 * source, in the order in which the files were written.
 */
final class Feed implements AutoCloseable {
  private final Path landing;
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, BufferedReader> readers = new TreeMap<>();
  private final long parts;
  private long part;

  /**
   * @param written landing files, one JSON document a line
   * @param landing where the parts go
   * @param documents of a part, all sources together
   */
  Feed(Path written, Path landing, int documents) throws IOException {
    this.landing = landing;
    for (String source : List.of("sends", "meta", "gupshup", "clicks", "orders/vtex")) {
      Path folder = written.resolve(source);
      try (BufferedReader all = lines(folder)) {
        counts.put(source, all.lines().count());
      }
      readers.put(source, lines(folder));
      Files.createDirectories(landing.resolve(source));
    }
    this.parts = counts.values().stream().mapToLong(Long::longValue).sum() / documents;
  }

  long parts() {
    return parts;
  }

  /**
   * Lands the next part, a file for each source.
   *
   * @return the number of files
   */
  int land() throws IOException {
    for (Map.Entry<String, BufferedReader> source : readers.entrySet()) {
      long all = counts.get(source.getKey());
      long share = all * (part + 1) / parts - all * part / parts;
      StringBuilder lines = new StringBuilder();
      for (long line = 0; line < share; line++) {
        lines.append(source.getValue().readLine()).append('\n');
      }
      Path folder = landing.resolve(source.getKey());
      // Names that begin with a dot are passed over: the file is there when it is whole.
      Path unfinished = Files.writeString(folder.resolve(".part"), lines);
      Files.move(
          unfinished,
          folder.resolve("part-%06d.jsonl".formatted(part)),
          StandardCopyOption.ATOMIC_MOVE);
    }
    part++;
    return readers.size();
  }

  private static BufferedReader lines(Path folder) throws IOException {
    List<InputStream> streams = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().contains(".jsonl")).sorted().toList()) {
        InputStream bytes = Files.newInputStream(file);
        streams.add(file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes);
      }
    }
    InputStream all = new SequenceInputStream(Collections.enumeration(streams));
    return new BufferedReader(new InputStreamReader(all, StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    for (BufferedReader reader : readers.values()) {
      reader.close();
    }
  }
}
