package io.campaignlake.query;

/** How an answer is printed. */
public enum Format {
  /** An aligned table for people. */
  TEXT,
  /** RFC 4180, UTF-8, CRLF, a header, empty for null. Values as they are: no formula guard. */
  CSV,
  /** An array of objects keyed by column. */
  JSON
}
