package io.campaignlake.reference;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Locale;

/** The key under which two spellings of one WhatsApp number meet. Null means no key. */
final class ReferencePhones {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  private ReferencePhones() {}

  /** A provider's or the send log's number: international digits, with or without a plus. */
  static String keyOfInternational(String number) {
    return number == null || number.contains("*") ? null : key(digits(number));
  }

  /** A shop's number, read in the store's region unless it says its country itself. */
  static String keyOfShop(String number, String countryCode, String defaultRegion) {
    if (number == null || number.contains("*")) {
      return null;
    }
    String trimmed = number.strip();
    String dialled = trimmed.startsWith("00") ? "+" + trimmed.substring(2) : trimmed;
    try {
      var parsed = NUMBERS.parse(dialled, region(countryCode, defaultRegion));
      return key(digits(NUMBERS.format(parsed, PhoneNumberFormat.E164)));
    } catch (NumberParseException unreadable) {
      return key(digits(trimmed));
    }
  }

  static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }

  private static String key(String digits) {
    boolean dialable = digits.length() >= 8 && digits.length() <= 15;
    return dialable ? asRegistered(digits) : null;
  }

  /** WhatsApp knows a number as it was once registered, before these countries added a digit. */
  private static String asRegistered(String digits) {
    if (digits.matches("55\\d\\d9[6-9]\\d{7}")) {
      return digits.substring(0, 4) + digits.substring(5);
    }
    if (digits.matches("521\\d{10}")) {
      return "52" + digits.substring(3);
    }
    if (digits.matches("549\\d{10}")) {
      return "54" + digits.substring(3);
    }
    return digits;
  }

  /** VTEX writes ISO 3166 alpha-3 codes, libphonenumber reads alpha-2. */
  private static String region(String countryCode, String defaultRegion) {
    if (countryCode == null) {
      return defaultRegion;
    }
    for (String alpha2 : Locale.getISOCountries()) {
      String alpha3 = new Locale.Builder().setRegion(alpha2).build().getISO3Country();
      if (countryCode.equals(alpha2) || countryCode.equals(alpha3)) {
        return alpha2;
      }
    }
    return defaultRegion;
  }
}
