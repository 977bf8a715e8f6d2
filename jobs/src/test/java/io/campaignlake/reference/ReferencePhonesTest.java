package io.campaignlake.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferencePhonesTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      textBlock =
          """
          +5511987654321,     BRA,  551187654321
          (11) 98765-4321,    BRA,  551187654321
          0055 11 98765-4321, BRA,  551187654321
          011 98765-4321,     BRA,  551187654321
          5511987654321,      BRA,  551187654321
          (11) 98765-4321,    null, 551187654321
          +551133334444,      BRA,  551133334444
          +525512345678,      MEX,  525512345678
          +5215512345678,     MEX,  525512345678
          011 15 2345-6789,   ARG,  541123456789
          (415) 555-2671,     USA,  14155552671
          (11) 9****-4321,    BRA,  null
          12345,              BRA,  null
          call me,            BRA,  null
          """)
  void shopNumber_hasTheKeyOfItsWhatsAppNumber(String number, String country, String key) {
    assertThat(ReferencePhones.keyOfShop(number, country, "BR")).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      textBlock =
          """
          551187654321,     551187654321
          +5511987654321,   551187654321
          5215512345678,    525512345678
          5491123456789,    541123456789
          1234567,          null
          1234567890123456, null
          55119****4321,    null
          """)
  void providersNumber_isItsDigitsAsRegistered(String number, String key) {
    assertThat(ReferencePhones.keyOfInternational(number)).isEqualTo(key);
  }
}
