package io.campaignlake.raw;

import java.nio.charset.StandardCharsets;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One document cut from a file or a record.
 *
 * @param text as it stands in the file
 * @param position byte offset of its line, or its ordinal
 * @param rejectReason code, or null when it is a JSON object
 */
record Document(UTF8String text, long position, String rejectReason) {

  static final String CORRUPT_JSON = "CORRUPT_JSON";
  static final String NOT_AN_OBJECT = "NOT_AN_OBJECT";
  static final String NOT_UTF8 = "NOT_UTF8";
  static final String CORRUPT_GZIP = "CORRUPT_GZIP";
  static final String CORRUPT_CSV = "CORRUPT_CSV";
  static final String DOCUMENT_TOO_LARGE = "DOCUMENT_TOO_LARGE";

  Document(String text, long position, String rejectReason) {
    this(UTF8String.fromString(text), position, rejectReason);
  }

  Document at(long newPosition) {
    return new Document(text, newPosition, rejectReason);
  }

  /** With its text as far as it can be read. */
  static Document rejected(byte[] bytes, long position, String reason) {
    return new Document(new String(bytes, StandardCharsets.UTF_8), position, reason);
  }
}
