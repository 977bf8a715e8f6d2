package io.campaignlake.reports;

/**
 * Keeps a spreadsheet from running what a shopper or a provider wrote: a text that begins like a
 * formula gets an apostrophe, which spreadsheets take for "this is text".
 */
final class FormulaGuard {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private FormulaGuard() {}

  static String guarded(String text) {
    boolean runs = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return runs ? "'" + text : text;
  }
}
