package io.campaignlake.raw;

import java.util.Arrays;

/**
 * The mark that some programs write at the beginning of a UTF-8 file; it is no part of the text.
 */
final class ByteOrderMark {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  static final int LENGTH = MARK.length;

  private ByteOrderMark() {}

  /** How many of the first bytes of a file are the mark. */
  static int lengthIn(byte[] bytes, int filled) {
    return filled >= LENGTH && Arrays.equals(bytes, 0, LENGTH, MARK, 0, LENGTH) ? LENGTH : 0;
  }
}
