package io.campaignlake.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a process may still do to the files below one folder of the {@link MortalDisk}: so many
 * steps, each the creation, the renaming or the deletion of a file or folder. From the step at
 * which it ends nothing more happens there, whatever threads it leaves behind: a dead process does
 * not clean up.
 */
public final class Life {
  /** How the step looks on the disk at which a life ends. */
  public enum End {
    /** It has not happened. */
    BEFORE_THE_STEP,
    /** A file that was to be created is there, and empty; else as before. */
    WITH_A_HALF_WRITTEN_FILE
  }

  private static final Map<String, Life> BY_FOLDER = new ConcurrentHashMap<>();
  private static final Life WITHOUT_END = new Life(Long.MAX_VALUE, End.BEFORE_THE_STEP);

  private final long lastStep;
  private final End end;
  private final AtomicLong steps = new AtomicLong();

  private Life(long lastStep, End end) {
    this.lastStep = lastStep;
    this.end = end;
  }

  /**
   * Begins the life of who works below a folder; it never ends but by its last step.
   *
   * @param lastStep number of the step, from 1, at which it ends
   */
  public static Life begin(Path folder, long lastStep, End end) {
    Life life = new Life(lastStep, end);
    BY_FOLDER.put(folder.toAbsolutePath() + "/", life);
    return life;
  }

  /** The same without an end: it counts. */
  public static Life begin(Path folder) {
    return begin(folder, Long.MAX_VALUE, End.BEFORE_THE_STEP);
  }

  static Life below(org.apache.hadoop.fs.Path path) {
    String place = path.toUri().getPath() + "/";
    return BY_FOLDER.entrySet().stream()
        .filter(life -> place.startsWith(life.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(WITHOUT_END);
  }

  public long steps() {
    return steps.get();
  }

  public boolean isOver() {
    return steps.get() >= lastStep;
  }

  boolean isLastStep() {
    return steps.get() + 1 == lastStep;
  }

  boolean leavesHalfWrittenFiles() {
    return end == End.WITH_A_HALF_WRITTEN_FILE;
  }

  void step() throws IOException {
    steps.incrementAndGet();
    requireAlive();
  }

  void requireAlive() throws IOException {
    if (isOver()) {
      throw new IOException("the process is dead");
    }
  }
}
