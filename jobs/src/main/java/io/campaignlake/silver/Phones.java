package io.campaignlake.silver;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;

/**
 * Phone match keys: the number as WhatsApp registered it, digits alone, so that a shop's spelling
 * and a provider's id of one person meet (semantics §6).
 */
public final class Phones {
  private static final int FEWEST_DIGITS = 8;
  private static final int MOST_DIGITS = 15;
  private static final Map<String, String> REGION_OF_ALPHA3 = regions();

  private Phones() {}

  /**
   * Key of a provider's or the send log's number: international digits, with or without {@code +}.
   *
   * @return digits, or null when it is no number
   */
  public static String ofProvider(String number) {
    if (number == null || number.contains("*")) {
      return null;
    }
    return key(digits(number));
  }

  /** The same of what stands where an event names a person: ids of other kinds stand there too. */
  static String ofEvent(String id) {
    boolean isNumber = id != null && isAllDigits(id.startsWith("+") ? id.substring(1) : id);
    return isNumber ? ofProvider(id) : null;
  }

  /** What an event names a person by, when it is all digits; else null. */
  static String digitsAlone(String id) {
    return id != null && isAllDigits(id) ? id : null;
  }

  /**
   * Key of a number as a shop's customer typed it.
   *
   * @param country the store's country, two or three letters; null for the default region
   */
  public static String ofShop(String number, String country, String defaultRegion) {
    if (number == null || number.contains("*")) {
      return null;
    }
    String typed = number.strip();
    // Before anything else: in Brazil libphonenumber would take a carrier code out of 00.
    String spelled = typed.startsWith("00") ? "+" + typed.substring(2) : typed;
    String region = region(country, defaultRegion);
    try {
      PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
      var parsed = phones.parse(spelled, spelled.startsWith("+") ? null : region);
      return key(digits(phones.format(parsed, PhoneNumberFormat.E164)));
    } catch (NumberParseException e) {
      return key(digits(spelled));
    }
  }

  /** All digits of a number, or null when it has none. */
  static String digits(String number) {
    if (isAllDigits(number)) {
      return number;
    }
    String digits = number.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? null : digits;
  }

  /** Whether it has digits and nothing else; a pattern takes ten times as long. */
  static boolean isAllDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String key(String digits) {
    if (digits == null || digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS) {
      return null;
    }
    if (digits.length() != 13) {
      return digits;
    }
    boolean isBrazilWithNinth =
        digits.startsWith("55") && digits.charAt(4) == '9' && digits.charAt(5) >= '6';
    if (isBrazilWithNinth) {
      return digits.substring(0, 4) + digits.substring(5);
    }
    if (digits.startsWith("521") || digits.startsWith("549")) {
      return digits.substring(0, 2) + digits.substring(3);
    }
    return digits;
  }

  private static String region(String country, String defaultRegion) {
    if (country == null) {
      return defaultRegion;
    }
    String upper = country.strip().toUpperCase(Locale.ROOT);
    return upper.length() == 2 ? upper : REGION_OF_ALPHA3.getOrDefault(upper, defaultRegion);
  }

  private static Map<String, String> regions() {
    Map<String, String> regions = new HashMap<>();
    for (String region : Locale.getISOCountries()) {
      try {
        regions.put(new Locale("", region).getISO3Country(), region);
      } catch (MissingResourceException withoutAlpha3) {
        continue;
      }
    }
    return regions;
  }
}
