package io.campaignlake.lake;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk without a process for each file. Hadoop without its native library starts {@code
 * chmod} for each file that it makes, {@code ls} for the mode of each that it lists, and {@code
 * readlink} four times for each commit of a Delta table; the JDK does all three by itself.
 */
public class LocalDisk extends RawLocalFileSystem {
  private static final String RESOURCE = "local-disk.xml";

  /**
   * Makes it the disk of this process, in Hadoop's both interfaces. Not under spark-submit, where
   * files are opened before the program's own classes are there.
   */
  public static void use() {
    Configuration.addDefaultResource(RESOURCE);
  }

  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    java.nio.file.Path file = pathToFile(path).toPath();
    if (permission.getStickyBit() || !hasModes(file)) {
      super.setPermission(path, permission);
    } else {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permission.toString()));
    }
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    FileStatus status = super.getFileStatus(path);
    java.nio.file.Path file = pathToFile(path).toPath();
    if (!hasModes(file)) {
      return status;
    }
    PosixFileAttributes modes = Files.readAttributes(file, PosixFileAttributes.class);
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        status.getReplication(),
        status.getBlockSize(),
        status.getModificationTime(),
        status.getAccessTime(),
        FsPermission.valueOf("-" + PosixFilePermissions.toString(modes.permissions())),
        modes.owner().getName(),
        modes.group().getName(),
        status.getPath());
  }

  /** A link counts as what it leads to: so it does in Hadoop, which asks for it by a wrong name. */
  @Override
  public FileStatus getFileLinkStatus(Path path) throws IOException {
    return getFileStatus(path);
  }

  private static boolean hasModes(java.nio.file.Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
  }

  /** With a checksum file beside each file, as {@code LocalFileSystem} has it. */
  public static final class WithChecksums extends LocalFileSystem {
    public WithChecksums() {
      super(new LocalDisk());
    }
  }

  /** The same for {@code FileContext}, as {@code LocalFs} has it. */
  public static final class FilesWithChecksums extends ChecksumFs {
    public FilesWithChecksums(URI root, Configuration hadoop) throws Exception {
      super(new PlainFiles(root, new LocalDisk(), hadoop));
    }
  }

  /** A disk for {@code FileContext}, as {@code RawLocalFs} has it. */
  public static final class PlainFiles extends DelegateToFileSystem {
    public PlainFiles(URI root, RawLocalFileSystem disk, Configuration hadoop) throws Exception {
      super(root, disk, hadoop, disk.getUri().getScheme(), false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }

    @Override
    public boolean isValidName(String name) {
      return true;
    }
  }
}
