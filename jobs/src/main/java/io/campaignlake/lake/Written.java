package io.campaignlake.lake;

/**
 * Rows that a write changed.
 *
 * @param inserted rows that were not there
 * @param updated rows that differed
 * @param deleted rows that no longer hold
 */
public record Written(long inserted, long updated, long deleted) {

  public static final Written NOTHING = new Written(0, 0, 0);

  public long changes() {
    return inserted + updated + deleted;
  }

  public Written plus(Written other) {
    return new Written(inserted + other.inserted, updated + other.updated, deleted + other.deleted);
  }
}
