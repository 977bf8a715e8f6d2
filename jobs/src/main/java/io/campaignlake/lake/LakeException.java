package io.campaignlake.lake;

import java.util.List;

/**
 * An error that the user can act on. Its message has the form {@code Cannot <verb> <object>:
 * <reason>. <what to do>}; its exit code is the process's.
 */
public final class LakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The run failed: 1. */
  public static final int FAILED = 1;

  /** Wrong usage or configuration: 2. */
  public static final int USAGE = 2;

  private static final String BROKEN_LAW = "broken-law";

  private final int exitCode;
  private final String name;
  private final List<String> values;

  private LakeException(
      int exitCode, String message, Throwable cause, String name, List<String> values) {
    super(message, cause);
    this.exitCode = exitCode;
    this.name = name;
    this.values = List.copyOf(values);
  }

  public static LakeException failed(String message) {
    return failed(message, null);
  }

  public static LakeException failed(String message, Throwable cause) {
    return new LakeException(FAILED, message, cause, "failed", List.of());
  }

  /**
   * A law that every run keeps would not hold any more: the run's tables go back to what they were.
   *
   * @param broken what the law says, and of which rows it does not hold
   */
  static LakeException brokenLaw(String job, String broken, Throwable cause) {
    String message =
        "Cannot publish the results of %s: a law is broken: %s. The tables are as they were before the run; report this with the lines of ops.job_runs."
            .formatted(job, broken);
    return failed(message, cause).named(BROKEN_LAW);
  }

  public static LakeException usage(String message) {
    return new LakeException(USAGE, message, null, "bad-input", List.of());
  }

  /** All problems at once, one a line. */
  public static LakeException usage(List<String> problems) {
    return usage(String.join(System.lineSeparator(), problems));
  }

  /**
   * The same error under a name of its own, by which programs know it and other languages have
   * words for it.
   *
   * @param parts what its words mention
   */
  public LakeException named(String newName, String... parts) {
    return new LakeException(exitCode, getMessage(), getCause(), newName, List.of(parts));
  }

  /** What kind of error it is: {@code failed} or {@code bad-input} where nothing says more. */
  public String name() {
    return name;
  }

  /** What the words of its kind mention, in their order. */
  public List<String> values() {
    return values;
  }

  boolean isBrokenLaw() {
    return name.equals(BROKEN_LAW);
  }

  public int exitCode() {
    return exitCode;
  }
}
