package io.campaignlake.mail;

import io.campaignlake.lake.SafeText;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One address, checked: {@code name@domain}, as RFC 5322 writes it. */
public record EmailAddress(String text) {
  private static final int LONGEST = 254;

  public EmailAddress {
    String reason = whyNot(text);
    if (reason != null) {
      throw new IllegalArgumentException(reason);
    }
  }

  /**
   * The addresses, each once.
   *
   * @param problems gets a sentence for every text that is none
   */
  public static List<EmailAddress> all(Collection<String> texts, List<String> problems) {
    Map<String, EmailAddress> addresses = new LinkedHashMap<>();
    for (String text : texts) {
      try {
        EmailAddress address = new EmailAddress(text.strip());
        addresses.putIfAbsent(address.text().toLowerCase(Locale.ROOT), address);
      } catch (IllegalArgumentException e) {
        problems.add(
            "Cannot send to '%s': it is no e-mail address (%s). Correct it."
                .formatted(SafeText.cut(text.strip(), LONGEST), e.getMessage()));
      }
    }
    return List.copyOf(addresses.values());
  }

  private static String whyNot(String text) {
    if (text.isEmpty()) {
      return "it is empty";
    }
    if (text.length() > LONGEST) {
      return "it is longer than " + LONGEST + " characters";
    }
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
      return "it has letters that are not ASCII";
    }
    try {
      InternetAddress address = new InternetAddress(text, true);
      address.validate();
      return address.getAddress().equals(text) ? null : "it is more than a bare address";
    } catch (AddressException e) {
      String reason = e.getMessage().strip().replaceAll("\\.+$", "");
      return reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }
  }

  InternetAddress internetAddress() {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new IllegalStateException(e);
    }
  }

  String domain() {
    return text.substring(text.lastIndexOf('@') + 1);
  }

  @Override
  public String toString() {
    return text;
  }
}
