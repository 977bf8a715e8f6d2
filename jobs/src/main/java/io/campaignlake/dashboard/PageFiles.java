package io.campaignlake.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The page: its parts from the program's jar and the data, in one text that needs nothing else. */
final class PageFiles {
  /** Files beside this class; scripts share one scope and run in this order. */
  private static final List<String> SCRIPTS =
      List.of(
          "words.js",
          "elements.js",
          "figures.js",
          "charts.js",
          "overview.js",
          "campaigns.js",
          "console.js",
          "main.js");

  private static final String CHART_LIBRARY =
      "/META-INF/resources/webjars/chart.js/4.4.9/dist/chart.umd.js";

  private PageFiles() {}

  /**
   * @param data JSON of {@link PageData}
   * @param words JSON of {@link PageWords}
   */
  static String page(String data, String words) {
    String style = text("page.css");
    String library = withoutSourceMap(text(CHART_LIBRARY));
    String program = program();
    String scripts = "'%s' '%s'".formatted(hash(library), hash(program));
    return text("page.html")
        .replace("@@STYLE_HASH@@", "'" + hash(style) + "'")
        .replace("@@SCRIPT_HASHES@@", scripts)
        .replace("@@STYLE@@", style)
        .replace("@@LIBRARY@@", library)
        .replace("@@PROGRAM@@", program)
        .replace("@@WORDS@@", harmless(words))
        .replace("@@DATA@@", harmless(data));
  }

  private static String program() {
    String parts = SCRIPTS.stream().map(PageFiles::text).collect(Collectors.joining("\n"));
    return "(() => {\n'use strict';\n" + parts + "})();\n";
  }

  /** The map is not in the page; a browser would look for it on the network. */
  private static String withoutSourceMap(String script) {
    return script.replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }

  /** No text of strangers can end the element that it stands in, or begin another. */
  static String harmless(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("No resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
