package io.campaignlake.console;

import io.campaignlake.dashboard.PageWords;
import io.campaignlake.reports.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page that asks for the token. */
final class SignIn {
  private SignIn() {}

  /**
   * @param isRefused whether a wrong token has been given
   */
  static String page(Language language, boolean isRefused) {
    Map<String, String> words = PageWords.all().get(language.toString());
    return template()
        .replace("@@LANGUAGE@@", words.get("locale"))
        .replace("@@TITLE@@", words.get("sign-in.title"))
        .replace("@@TOKEN@@", words.get("sign-in.token"))
        .replace("@@OPEN@@", words.get("sign-in.open"))
        .replace("@@PROBLEM@@", isRefused ? words.get("sign-in.refused") : "");
  }

  private static String template() {
    try (InputStream in = SignIn.class.getResourceAsStream("sign-in.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
