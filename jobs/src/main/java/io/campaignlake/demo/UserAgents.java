package io.campaignlake.demo;

import java.util.List;

/** Who asks for a tracked link: people's browsers, and the fetchers that draw link previews. */
final class UserAgents {
  private static final List<String> BOTS =
      List.of(
          "WhatsApp/2.24.6.77 A",
          "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
          "meta-externalagent/1.1",
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "");
  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 Chrome/124.0 Mobile",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0",
          // A phone whose maker's name ends in the three letters of a bot.
          "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/120.0 Mobile");

  private UserAgents() {}

  static String bot(Chance chance) {
    return chance.pick(BOTS);
  }

  /** A browser, or null: a part of the log knows no agent. */
  static String human(Chance chance) {
    return chance.happens(0.03) ? null : chance.pick(BROWSERS);
  }
}
