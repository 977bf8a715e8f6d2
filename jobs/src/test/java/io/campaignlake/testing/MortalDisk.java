package io.campaignlake.testing;

import io.campaignlake.lake.LocalDisk;
import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk as {@code mortal:///…}, where a {@link Life} counts what is created, renamed and
 * deleted, and ends at a chosen step. Above it stands what stands above the real disk, in Hadoop's
 * both interfaces: the layer that keeps a checksum file beside each file. So a life may also end
 * between the two.
 */
public final class MortalDisk extends LocalDisk {
  public static final String SCHEME = "mortal";
  private static final URI ROOT = URI.create(SCHEME + ":///");

  /** Makes the scheme known to a session and to what it starts. */
  public static void mount(Configuration hadoop) {
    hadoop.setClass("fs." + SCHEME + ".impl", WithChecksums.class, FileSystem.class);
    hadoop.set("fs.AbstractFileSystem." + SCHEME + ".impl", FilesWithChecksums.class.getName());
  }

  /** A folder's address on this disk. */
  public static String address(java.nio.file.Path folder) {
    return SCHEME + "://" + folder.toAbsolutePath();
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path file, boolean append, FsPermission permission) throws IOException {
    Life life = Life.below(file);
    boolean isLast = life.isLastStep();
    if (isLast && life.leavesHalfWrittenFiles()) {
      super.createOutputStreamWithMode(file, append, permission).close();
    }
    life.step();
    return new Written(super.createOutputStreamWithMode(file, append, permission), life);
  }

  @Override
  protected boolean mkOneDirWithMode(Path folder, File file, FsPermission permission)
      throws IOException {
    if (!file.exists()) {
      Life.below(folder).step();
    }
    return super.mkOneDirWithMode(folder, file, permission);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    Life.below(from).step();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (exists(path)) {
      Life.below(path).step();
    }
    return super.delete(path, recursive);
  }

  /** What a process has not handed to the disk before its end is not in the file. */
  private static final class Written extends FilterOutputStream {
    private final Life life;

    Written(OutputStream file, Life life) {
      super(file);
      this.life = life;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      life.requireAlive();
      out.write(bytes, from, length);
    }
  }

  /** As {@code org.apache.hadoop.fs.LocalFileSystem} stands above the real disk. */
  public static final class WithChecksums extends LocalFileSystem {
    public WithChecksums() {
      super(new MortalDisk());
    }

    @Override
    public String getScheme() {
      return SCHEME;
    }
  }

  /** As {@code org.apache.hadoop.fs.local.LocalFs} stands above the real disk. */
  public static final class FilesWithChecksums extends ChecksumFs {
    public FilesWithChecksums(URI root, Configuration hadoop) throws Exception {
      super(new PlainFiles(root, new MortalDisk(), hadoop));
    }
  }
}
