package io.campaignlake.raw;

import java.util.Arrays;
import java.util.Locale;

/** The forms that a landing file may have, told by its ending. */
enum FileForm {
  JSON_LINES(".jsonl"),
  JSON_LINES_GZIP(".jsonl.gz"),
  JSON(".json"),
  JSON_GZIP(".json.gz"),
  CSV(".csv"),
  OTHER("");

  private final String ending;

  FileForm(String ending) {
    this.ending = ending;
  }

  static FileForm of(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(form -> lower.endsWith(form.ending))
        .findFirst()
        .orElse(OTHER);
  }

  boolean isReadIn(LandingSource source) {
    return this == CSV ? source == LandingSource.SENDS : this != OTHER;
  }

  boolean isGzip() {
    return this == JSON_LINES_GZIP || this == JSON_GZIP;
  }

  /** Whether a part of it can be read without what stands before. */
  boolean isSplittable() {
    return this == JSON_LINES;
  }
}
