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
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A small text file beside the tables, replaced as a whole. */
public final class SmallFile {
  private final Path path;
  private final Configuration hadoop;

  public SmallFile(String path, Configuration hadoop) {
    this.path = new Path(path);
    this.hadoop = hadoop;
  }

  public Optional<String> read() {
    try (FSDataInputStream in = files().open(path)) {
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
      FileSystem files = files();
      // The local disk would put the file into the folder, and say that all is well.
      if (files.exists(path) && files.getFileStatus(path).isDirectory()) {
        throw new IOException("a folder of that name is in the way");
      }
      try (FSDataOutputStream out = files.create(temporary, true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      if (files instanceof RawLocalFileSystem) {
        requireDone(files.rename(temporary, path));
      } else {
        FileContext.getFileContext(path.toUri(), hadoop)
            .rename(
                files.makeQualified(temporary),
                files.makeQualified(path),
                Options.Rename.OVERWRITE);
      }
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot write %s: %s. Check the lake's storage.".formatted(path, e.getMessage()), e);
    }
  }

  /**
   * The local disk without Hadoop's checksum files: with them, replacing a file means to delete it
   * first, and a process that dies in between leaves none, or one whose checksum is of the other.
   */
  private FileSystem files() throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  private static void requireDone(boolean renamed) throws IOException {
    if (!renamed) {
      throw new IOException("it cannot be renamed into place");
    }
  }
}
