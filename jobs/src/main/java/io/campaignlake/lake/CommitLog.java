package io.campaignlake.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What a table's commits say about themselves, read from the log without a Spark job. */
public final class CommitLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern ENTRY = Pattern.compile("[0-9]{20}\\.json");

  private final Path log;
  private final Configuration hadoop;

  public CommitLog(Configuration hadoop, String tablePath) {
    this.hadoop = hadoop;
    this.log = new Path(tablePath, "_delta_log");
  }

  /** The {@code commitInfo} of a version; empty when its entry has expired. */
  public Optional<JsonNode> commitInfo(long version) {
    return actions(version, "commitInfo", 1).stream().findFirst();
  }

  /**
   * Bytes of the files that a version's change feed is read from: those of its own, where it has
   * any, for then the others hold rows that were only copied.
   */
  long feedBytes(long version) {
    long ofFeed = bytes(version, "cdc");
    return ofFeed > 0 ? ofFeed : bytes(version, "add") + bytes(version, "remove");
  }

  /** Whether a version added rows and did nothing else to the table's. */
  boolean onlyAdds(long version) {
    // Rows go with their file, or with the file's old entry. Compaction takes files away too, but
    // says that no row changed.
    return actions(version, "remove", Integer.MAX_VALUE).stream()
        .noneMatch(file -> file.path("dataChange").asBoolean());
  }

  private long bytes(long version, String action) {
    return actions(version, action, Integer.MAX_VALUE).stream()
        .mapToLong(file -> file.path("size").asLong())
        .sum();
  }

  /** Actions of one kind in the entry of a version; none when it has expired. */
  private List<JsonNode> actions(long version, String kind, int most) {
    Path commit = new Path(log, "%020d.json".formatted(version));
    List<JsonNode> actions = new ArrayList<>();
    try {
      FileSystem files = log.getFileSystem(hadoop);
      try (var reader =
          new BufferedReader(new InputStreamReader(files.open(commit), StandardCharsets.UTF_8))) {
        String line = reader.readLine();
        while (line != null && actions.size() < most) {
          if (line.startsWith("{\"" + kind + "\"")) {
            actions.add(JSON.readTree(line).path(kind));
          }
          line = reader.readLine();
        }
      }
      return actions;
    } catch (FileNotFoundException expired) {
      return List.of();
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot read %s: %s. Check the lake's storage.".formatted(commit, e.getMessage()), e);
    }
  }

  /** The latest version, by the names in the log; empty when there is no table. */
  public OptionalLong latestVersion() {
    try {
      FileStatus[] entries =
          log.getFileSystem(hadoop)
              .listStatus(log, name -> ENTRY.matcher(name.getName()).matches());
      return Arrays.stream(entries)
          .mapToLong(entry -> Long.parseLong(entry.getPath().getName().substring(0, 20)))
          .max();
    } catch (FileNotFoundException noTable) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot list %s: %s. Check the lake's storage.".formatted(log, e.getMessage()), e);
    }
  }

  /** When the entry of a version was written; empty when it has expired. */
  Optional<Instant> writtenAt(long version) {
    Path commit = new Path(log, "%020d.json".formatted(version));
    try {
      long millis = log.getFileSystem(hadoop).getFileStatus(commit).getModificationTime();
      return Optional.of(Instant.ofEpochMilli(millis));
    } catch (FileNotFoundException expired) {
      return Optional.empty();
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot read %s: %s. Check the lake's storage.".formatted(commit, e.getMessage()), e);
    }
  }

  /** Whether the entry of a version is still there. */
  public boolean has(long version) {
    Path commit = new Path(log, "%020d.json".formatted(version));
    try {
      return log.getFileSystem(hadoop).exists(commit);
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot read %s: %s. Check the lake's storage.".formatted(commit, e.getMessage()), e);
    }
  }
}
