package io.campaignlake.query;

/** The sentence of a Spark error that a person needs: without class, SQL state, plan and query. */
final class SparkMessage {
  private SparkMessage() {}

  /** One line, without a full stop at its end. */
  static String of(Throwable error) {
    String message = String.valueOf(error.getMessage()).strip();
    return message
        .split("\n(== SQL|'|\\+-|\n)", 2)[0]
        .replaceFirst("^\\[[A-Z0-9_.]+] ", "")
        .replaceFirst("\\.? ?SQLSTATE: \\w+", "")
        .replaceAll("\\s+", " ")
        .replaceAll("[.; ]+$", "");
  }
}
