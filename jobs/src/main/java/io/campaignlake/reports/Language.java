package io.campaignlake.reports;

import java.util.Locale;
import java.util.ResourceBundle;

/** A language that reports for people are written in. */
public enum Language {
  EN(Locale.ENGLISH),
  PT(Locale.forLanguageTag("pt-BR")),
  ES(Locale.forLanguageTag("es"));

  private static final String BUNDLE = "io.campaignlake.reports.labels";

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** How numbers are written in it. */
  public Locale locale() {
    return locale;
  }

  /**
   * The words of the reports.
   *
   * <p>The machine's own language is never a fallback: a word that is missing is an error.
   */
  public ResourceBundle labels() {
    return words(BUNDLE);
  }

  /** The words of a bundle, likewise. */
  public ResourceBundle words(String bundle) {
    var noFallback =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    return ResourceBundle.getBundle(bundle, locale, noFallback);
  }

  /** Its tag on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
