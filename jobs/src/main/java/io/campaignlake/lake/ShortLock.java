package io.campaignlake.lake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one process at a time do something short to a lake of the local file system, where Delta
 * itself cannot tell two writers apart; the others wait. The operating system releases it with the
 * process, so it is never stale. On shared storage Delta's own commit protocol is the only judge.
 */
public final class ShortLock {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_MILLIS = 10;

  /** The operating system's lock is the process's: its threads take turns here. */
  private static final ReentrantLock THREADS = new ReentrantLock(true);

  private final Path file;

  /**
   * @param name of the lock's file below {@code <root>/_locks}
   */
  public ShortLock(String root, String name) {
    this.file = file(root, name);
  }

  /** The file of a lock; null where the lake lies on no local disk. */
  static Path file(String root, String name) {
    boolean isLocal = !Settings.isUri(root) || root.startsWith("file:");
    return isLocal ? Path.of(root.replaceFirst("^file:/*", "/"), "_locks", name + ".lock") : null;
  }

  /**
   * Does the work while no other process or thread does any under this lock.
   *
   * @throws LakeException when others hold it for too long
   */
  public <T> T hold(Supplier<T> work) {
    if (file == null) {
      return work.get();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      if (!THREADS.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw tooLong();
      }
      try {
        return withFile(work, deadline);
      } finally {
        THREADS.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LakeException.failed("Cannot lock %s: interrupted. Run it again.".formatted(file), e);
    } catch (IOException e) {
      throw LakeException.failed(
          "Cannot lock %s: %s. Check that it is writable.".formatted(file, e.getMessage()), e);
    }
  }

  private <T> T withFile(Supplier<T> work, long deadline) throws IOException, InterruptedException {
    Files.createDirectories(file.getParent());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      while (lock == null) {
        if (System.nanoTime() > deadline) {
          throw tooLong();
        }
        Thread.sleep(PAUSE_MILLIS);
        lock = channel.tryLock();
      }
      // Closing the channel releases it.
      return work.get();
    }
  }

  private LakeException tooLong() {
    return LakeException.failed(
        "Cannot lock %s: another process has held it for %d seconds. Run it again."
            .formatted(file, PATIENCE.toSeconds()));
  }
}
