package io.campaignlake.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** A small text file beside the tables, replaced as a whole. */
public final class SmallFile {
  private final Path path;
  private final Configuration hadoop;

  public SmallFile(String path, Configuration hadoop) {
    this.path = new Path(path);
    this.hadoop = hadoop;
  }

  public Optional<String> read() {
    try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException missing) {
      return Optional.empty();
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot read %s: %s. Check the lake's storage.".formatted(path, e.getMessage()), e);
    }
  }

  /** Writes beside it and renames: a reader sees the old text or the new one. */
  public void write(String text) {
    Path temporary = new Path(path.getParent(), "." + path.getName() + ".tmp");
    try {
      FileSystem files = path.getFileSystem(hadoop);
      try (FSDataOutputStream out = files.create(temporary, true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      FileContext.getFileContext(path.toUri(), hadoop)
          .rename(
              files.makeQualified(temporary), files.makeQualified(path), Options.Rename.OVERWRITE);
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot write %s: %s. Check the lake's storage.".formatted(path, e.getMessage()), e);
    }
  }
}
