package io.campaignlake.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder a landing is generated into. A hidden file remembers the options, so that the same
 * command can be given again (also after it was cut off), and nothing else is ever mixed in.
 */
final class OutputFolder {
  private static final String MARKER = ".generator-options";

  private OutputFolder() {}

  /**
   * Takes the folder for these options.
   *
   * @throws IllegalArgumentException if it holds files that these options did not make
   */
  static void claim(Path out, GeneratorOptions options) throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new IllegalArgumentException(
          "Cannot generate into " + out + ": it is not a folder. Name a new or empty folder.");
    }
    Path marker = out.resolve(MARKER);
    String wanted = options + "\n";
    if (Files.exists(marker) ? !Files.readString(marker).equals(wanted) : holdsFiles(out)) {
      throw new IllegalArgumentException(
          "Cannot generate into "
              + out
              + ": it holds files that these options did not make. Name a new or empty folder.");
    }
    Files.createDirectories(out);
    Files.writeString(marker, wanted);
  }

  private static boolean holdsFiles(Path out) throws IOException {
    if (!Files.exists(out)) {
      return false;
    }
    try (Stream<Path> found = Files.walk(out)) {
      return found.anyMatch(OutputFolder::isVisibleFile);
    }
  }

  private static boolean isVisibleFile(Path path) {
    return Files.isRegularFile(path) && !path.getFileName().toString().startsWith(".");
  }
}
