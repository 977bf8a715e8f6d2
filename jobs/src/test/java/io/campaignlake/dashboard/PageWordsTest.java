package io.campaignlake.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The words of the page are complete in every language. */
final class PageWordsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d\\}");
  private static final Pattern USED = Pattern.compile("word\\('([^']*[^.'])'[,)]");

  @Test
  void everyLanguage_hasTheSameWordsWithTheSamePlaces() {
    Map<String, Map<String, String>> all = PageWords.all();
    assertThat(all).containsOnlyKeys("en", "es", "pt");
    Map<String, String> english = all.get("en");
    all.forEach(
        (language, words) -> {
          assertThat(words.keySet()).as(language).isEqualTo(english.keySet());
          words.forEach(
              (key, word) -> {
                assertThat(word).as(language + " " + key).isNotBlank();
                assertThat(places(word))
                    .as(language + " " + key)
                    .isEqualTo(places(english.get(key)));
              });
        });
  }

  private static TreeSet<String> places(String word) {
    Matcher matcher = PLACE.matcher(word);
    TreeSet<String> places = new TreeSet<>();
    while (matcher.find()) {
      places.add(matcher.group());
    }
    return places;
  }

  @Test
  void everyWordThatThePageNames_exists() throws IOException {
    Map<String, String> english = PageWords.all().get("en");
    TreeSet<String> used = new TreeSet<>();
    for (String script : List.of("charts", "overview", "campaigns", "console", "main", "words")) {
      Matcher matcher = USED.matcher(script(script));
      while (matcher.find()) {
        used.add(matcher.group(1));
      }
    }
    assertThat(used).hasSizeGreaterThan(50);
    assertThat(english.keySet()).containsAll(used);
  }

  private static String script(String name) throws IOException {
    try (InputStream in = PageWords.class.getResourceAsStream(name + ".js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
