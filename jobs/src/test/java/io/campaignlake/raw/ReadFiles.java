package io.campaignlake.raw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** Writes content to a file and says which documents the product finds in it. */
record ReadFiles(Path folder) {
  static final int LONGEST = 1000;

  List<String> read(String name, String text) throws IOException {
    return read(name, text.getBytes(UTF_8));
  }

  List<String> read(String name, byte[] content) throws IOException {
    return documents(name, content, LONGEST);
  }

  /** Good documents as they stand, others after their reason. */
  List<String> documents(String name, byte[] content, long longest) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    List<String> found = new ArrayList<>();
    var documents = reader(longest).of(part(file, 0, content.length));
    while (documents.hasNext()) {
      Document document = documents.next();
      boolean isGood = document.rejectReason() == null;
      found.add((isGood ? "" : document.rejectReason() + " ") + document.text());
    }
    assertThat(documents.hasNext()).as("asked again at the end").isFalse();
    return found;
  }

  static FileDocuments reader(long longest) {
    return new FileDocuments(new Configuration(false), longest);
  }

  static FilePart part(Path file, long start, long end) throws IOException {
    return new FilePart(file.toUri().toString(), start, end, Files.size(file), "meta", 0);
  }

  static byte[] gzipped(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }
}
