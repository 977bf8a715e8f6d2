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

  private final int exitCode;

  private LakeException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public static LakeException failed(String message) {
    return new LakeException(FAILED, message, null);
  }

  public static LakeException failed(String message, Throwable cause) {
    return new LakeException(FAILED, message, cause);
  }

  public static LakeException usage(String message) {
    return new LakeException(USAGE, message, null);
  }

  /** All problems at once, one a line. */
  public static LakeException usage(List<String> problems) {
    return new LakeException(USAGE, String.join(System.lineSeparator(), problems), null);
  }

  public int exitCode() {
    return exitCode;
  }
}
