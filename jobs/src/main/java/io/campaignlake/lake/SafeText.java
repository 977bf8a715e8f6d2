package io.campaignlake.lake;

import java.text.Bidi;

/**
 * Text that strangers wrote, made fit for a line of a terminal: control characters and what turns
 * the direction of writing are spelt out, right-to-left words keep to their own place, and it is
 * cut to a width.
 */
public final class SafeText {
  private static final String CUT = "…";
  private static final String FIRST_STRONG_ISOLATE = "\u2068";
  private static final String POP_ISOLATE = "\u2069";

  private SafeText() {}

  /** The same without being cut. */
  public static String whole(String text) {
    return cut(text, Integer.MAX_VALUE);
  }

  /**
   * @param width most terminal columns that it takes, at least 1
   */
  public static String cut(String text, int width) {
    StringBuilder line = new StringBuilder();
    int columns = 0;
    int marks = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      String shown = shown(text.codePointAt(i));
      boolean isLast = i + Character.charCount(text.codePointAt(i)) >= text.length();
      int room = isLast ? width : width - 1;
      // A heap of marks on one letter takes no column, but a whole screen.
      marks = width(shown) == 0 ? marks + 1 : 0;
      if (columns + width(shown) > room || marks > 2) {
        line.append(CUT);
        break;
      }
      line.append(shown);
      columns += width(shown);
    }
    return isolated(line.toString());
  }

  private static String isolated(String line) {
    char[] chars = line.toCharArray();
    boolean hasRightToLeft = Bidi.requiresBidi(chars, 0, chars.length);
    return hasRightToLeft ? FIRST_STRONG_ISOLATE + line + POP_ISOLATE : line;
  }

  private static String shown(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> shown(codePoint, Character.getType(codePoint));
    };
  }

  private static String shown(int codePoint, int type) {
    return switch (type) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          "\\u%04x".formatted(codePoint);
      default -> Character.toString(codePoint);
    };
  }

  /** The columns that it takes on a terminal. */
  public static int width(String text) {
    return text.codePoints().map(SafeText::width).sum();
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int codePoint) {
    boolean isHangul =
        codePoint >= 0x1100 && codePoint <= 0x115F || codePoint >= 0xAC00 && codePoint <= 0xD7A3;
    boolean isIdeograph =
        codePoint >= 0x2E80 && codePoint <= 0xA4CF || codePoint >= 0xF900 && codePoint <= 0xFAFF;
    boolean isFullWidth =
        codePoint >= 0xFE30 && codePoint <= 0xFE6F || codePoint >= 0xFF00 && codePoint <= 0xFF60;
    boolean isPicture =
        codePoint >= 0x1F300 && codePoint <= 0x1FAFF
            || codePoint >= 0x20000 && codePoint <= 0x3FFFD;
    return isHangul || isIdeograph || isFullWidth || isPicture;
  }
}
