package io.campaignlake.query;

import io.campaignlake.lake.LakeException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The Delta tables that lie below a lake's root, whether the program knows them or not. */
final class TableFolders {
  private final Path root;
  private final Configuration hadoop;

  TableFolders(String root, Configuration hadoop) {
    this.root = new Path(root);
    this.hadoop = hadoop;
  }

  /** The folder of a table, by its name as written, else in small letters. */
  Optional<Path> find(String layer, String table) {
    return Stream.of(
            List.of(layer, table),
            List.of(layer.toLowerCase(Locale.ROOT), table.toLowerCase(Locale.ROOT)))
        .filter(names -> names.stream().allMatch(TableFolders::isFolderName))
        .map(names -> new Path(new Path(root, names.get(0)), names.get(1)))
        .filter(this::isTable)
        .findFirst();
  }

  // A quoted name could climb out of the lake: `..`.`elsewhere`.
  private static boolean isFolderName(String name) {
    return name.matches("[\\w-][\\w.-]*");
  }

  private boolean isTable(Path folder) {
    try {
      return files().exists(new Path(folder, "_delta_log"));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** All tables by name, for a message. */
  String tables() {
    String names =
        folders(root).stream()
            .flatMap(layer -> folders(layer).stream())
            .filter(this::isTable)
            .map(table -> table.getParent().getName() + "." + table.getName())
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none yet, ./lake run makes them" : names;
  }

  private List<Path> folders(Path parent) {
    try {
      return Arrays.stream(files().listStatus(parent))
          .filter(FileStatus::isDirectory)
          .map(FileStatus::getPath)
          .filter(folder -> isFolderName(folder.getName()))
          .toList();
    } catch (FileNotFoundException none) {
      return List.of();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private FileSystem files() throws IOException {
    return root.getFileSystem(hadoop);
  }

  private LakeException unreadable(IOException e) {
    return LakeException.failed(
        "Cannot read %s: %s. Check the lake's storage.".formatted(root, e.getMessage()), e);
  }
}
