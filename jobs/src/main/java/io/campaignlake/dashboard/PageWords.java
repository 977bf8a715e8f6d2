package io.campaignlake.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.reports.Language;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** The page's words in every language: those of the reports, and its own. */
public final class PageWords {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUNDLE = "io.campaignlake.dashboard.words";

  private PageWords() {}

  /** Language → word's key → word; with the tag by which numbers and dates are written. */
  public static Map<String, Map<String, String>> all() {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (Language language : Language.values()) {
      Map<String, String> words = new TreeMap<>();
      put(words, language.labels());
      put(words, language.words(BUNDLE));
      words.put("locale", language.locale().toLanguageTag());
      all.put(language.toString(), words);
    }
    return all;
  }

  private static void put(Map<String, String> words, ResourceBundle bundle) {
    bundle.keySet().forEach(key -> words.put(key, bundle.getString(key)));
  }

  static String json() {
    try {
      return JSON.writeValueAsString(all());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
