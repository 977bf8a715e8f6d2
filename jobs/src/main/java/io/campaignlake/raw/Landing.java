package io.campaignlake.raw;

import io.campaignlake.lake.LakeException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The landing root: which files lie there. */
public final class Landing {
  private final Path root;
  private final Configuration hadoop;

  public Landing(String root, Configuration hadoop) {
    this.root = new Path(root);
    this.hadoop = hadoop;
  }

  /**
   * A file that lies there.
   *
   * @param modifiedMillis modification time, milliseconds since 1970 UTC
   * @param isRead whether its ending is one that its folder takes
   */
  public record LandedFile(
      String path, long length, long modifiedMillis, String source, boolean isRead) {}

  /** All files of all source folders, hidden ones left out; a missing folder is an empty one. */
  public List<LandedFile> files() {
    List<LandedFile> files = new ArrayList<>();
    for (LandingSource source : LandingSource.values()) {
      list(source, files);
    }
    return files;
  }

  private void list(LandingSource source, List<LandedFile> files) {
    Path folder = new Path(root, source.folder());
    try {
      FileSystem fileSystem = folder.getFileSystem(hadoop);
      RemoteIterator<LocatedFileStatus> listed = fileSystem.listFiles(folder, true);
      while (listed.hasNext()) {
        LocatedFileStatus file = listed.next();
        if (!isHidden(file.getPath(), fileSystem.makeQualified(folder))) {
          String path = file.getPath().toString();
          boolean isRead = FileForm.of(path).isReadIn(source);
          files.add(
              new LandedFile(
                  path, file.getLen(), file.getModificationTime(), source.folder(), isRead));
        }
      }
    } catch (FileNotFoundException missing) {
      // A source that has not delivered yet.
      return;
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot list %s: %s. Check that it is readable.".formatted(folder, e.getMessage()), e);
    }
  }

  // Writers keep unfinished files under names with a leading dot or underscore until the rename.
  private static boolean isHidden(Path file, Path folder) {
    for (Path at = file; at != null && !at.equals(folder); at = at.getParent()) {
      if (at.getName().startsWith(".") || at.getName().startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Opens a landing file.
   *
   * @throws LakeException when it is not there or not readable
   */
  static FSDataInputStream open(String file, Configuration hadoop) {
    Path path = new Path(file);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      // Checksum files are no part of a landing, and to look for one fails on names with a colon.
      FileSystem plain = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
      return plain.open(path);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static LakeException unreadable(String file, Throwable e) {
    return LakeException.failed(
        "Cannot read landing file %s: %s. Check that it is there and readable."
            .formatted(file, e.getMessage()),
        e);
  }

  /**
   * @throws LakeException of usage when the landing root itself is missing
   */
  public void requireRoot() {
    try {
      FileSystem files = root.getFileSystem(hadoop);
      if (!files.exists(root) || !files.getFileStatus(root).isDirectory()) {
        throw LakeException.usage(
            "Cannot read landing.root %s: there is no such folder. Create it or set landing.root."
                .formatted(root));
      }
    } catch (IOException e) {
      throw LakeException.usage(
          "Cannot read landing.root %s: %s. Set landing.root.".formatted(root, e.getMessage()));
    }
  }
}
