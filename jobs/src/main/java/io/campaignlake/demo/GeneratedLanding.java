package io.campaignlake.demo;

import java.util.SortedMap;

/**
 * What one generation left on disk.
 *
 * @param folders counts by landing folder, for example {@code orders/vtex}
 */
public record GeneratedLanding(SortedMap<String, Count> folders) {

  /**
   * Counts of one landing folder.
   *
   * @param files published files
   * @param documents JSON documents and CSV rows in them, headers left out
   */
  public record Count(long files, long documents) {
    Count plus(Count other) {
      return new Count(files + other.files, documents + other.documents);
    }
  }

  /** The counts of all folders together. */
  public Count total() {
    return folders.values().stream().reduce(new Count(0, 0), Count::plus);
  }
}
