package io.campaignlake.lake;

import static java.nio.file.StandardOpenOption.CREATE_NEW;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file for people on the local disk: it is there as a whole, or as it was before. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes what the file is to have. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes beside the file, in a folder made if missing, and puts the result in its place. */
  public static void write(Path file, Content content) throws IOException {
    if (Files.isDirectory(file)) {
      // An empty one would be replaced without a word.
      throw new FileSystemException(file.toString(), null, "it is a folder");
    }
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // Java's own temporary files can be read by nobody but their owner.
    Path temporary = folder.resolve(".%s.%s.tmp".formatted(file.getFileName(), UUID.randomUUID()));
    try {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(temporary, CREATE_NEW))) {
        content.writeTo(out);
      }
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
