package io.campaignlake.console;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Who may ask what. Pages of others, open in the same browser, are kept out by the name under which
 * the console is asked, by where the request comes from, and by a header that only its own page can
 * set; other people by a token.
 */
public final class Guard {
  /** A custom header: browsers let no page of another origin send it. */
  public static final String HEADER = "X-Campaign-Lake";

  private static final String COOKIE = "campaign-lake-session";
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String host;
  private final String token;
  private final String session;

  /**
   * @param host that the console is bound to
   * @param token empty when none is asked for
   */
  Guard(String host, String token) {
    this.host = host;
    this.token = token;
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.session = HexFormat.of().formatHex(secret);
  }

  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether the request was sent by a page of this console, or by a program of its owner. */
  boolean isOwn(Context request) {
    return isOurName(request) && isFromHere(request) && isMarked(request);
  }

  /** A name that someone else's DNS leads to this machine is not ours. */
  private boolean isOurName(Context request) {
    String asked = request.header("Host");
    if (asked == null) {
      return false;
    }
    String name = asked.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    return !isLoopback(host) || LOCAL_NAMES.contains(name) || name.equals(host);
  }

  private static boolean isFromHere(Context request) {
    String origin = request.header("Origin");
    String site = request.header("Sec-Fetch-Site");
    boolean isSameOrigin =
        origin == null
            || origin.replaceFirst("^https?://", "").equalsIgnoreCase(request.header("Host"));
    // A link on another page may lead here, and finds no more than the page.
    boolean isSameSite =
        site == null
            || site.equals("same-origin")
            || site.equals("none")
            || request.path().equals("/");
    return isSameOrigin && isSameSite;
  }

  private static boolean isMarked(Context request) {
    boolean changes = !request.method().name().equals("GET") && !request.path().equals("/session");
    boolean isJson = String.valueOf(request.contentType()).startsWith("application/json");
    return !changes || "console".equals(request.header(HEADER)) && isJson;
  }

  /** Whether the person, or the program, has shown the token. */
  boolean isKnown(Context request) {
    if (token.isEmpty()) {
      return true;
    }
    String shown = request.header("Authorization");
    return isSame(request.cookie(COOKIE), session)
        || shown != null && shown.startsWith("Bearer ") && isSame(shown.substring(7), token);
  }

  /** Lets the browser in that shows the token. */
  boolean admits(Context request, String shown) {
    if (!isSame(shown, token)) {
      return false;
    }
    request.cookie(
        new Cookie(COOKIE, session, "/", -1, false, 0, true, null, null, SameSite.STRICT));
    return true;
  }

  // Takes the same time whatever the first wrong character is.
  private static boolean isSame(String shown, String secret) {
    return shown != null
        && MessageDigest.isEqual(
            shown.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }
}
