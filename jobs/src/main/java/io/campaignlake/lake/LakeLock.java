package io.campaignlake.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Lets one data job at a time work on a lake of the local file system, where Delta itself cannot
 * tell two writers apart. The operating system releases it with the process, so it is never stale.
 * Readers and campaign commands do not take it. On shared storage Delta's own commit protocol
 * refuses the second writer.
 */
public final class LakeLock {
  private final FileChannel channel;
  private final FileLock lock;

  private LakeLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * @throws LakeException when another process holds it; the message names that process
   */
  public static LakeLock take(String root, Instant now) {
    Path file = ShortLock.file(root, "data-jobs");
    if (file == null) {
      return new LakeLock(null, null);
    }
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String owner = Files.readString(file).strip();
        channel.close();
        throw LakeException.failed(
            "Cannot run: another data job works on %s (%s). Wait for it to end, or stop it."
                .formatted(root, owner));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(owner(now).getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
      return new LakeLock(channel, lock);
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot lock %s: %s. Check that it is writable.".formatted(file, e.getMessage()), e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String owner(Instant now) throws IOException {
    String host = InetAddress.getLocalHost().getHostName();
    return "process %d on %s since %s%n".formatted(ProcessHandle.current().pid(), host, now);
  }

  public void release() {
    if (channel == null) {
      return;
    }
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
