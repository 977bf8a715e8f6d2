package io.campaignlake.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PeopleTest {
  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
  private static final List<Person> PEOPLE =
      IntStream.range(0, 3_000).mapToObj(new People(42)::person).toList();

  @Test
  void waId_isTheNumberAsOnceRegistered() {
    assertThat(PEOPLE).extracting(Person::waId).anyMatch(id -> id.matches("55\\d{2}[6-9]\\d{7}"));
    assertThat(PEOPLE).extracting(Person::waId).anyMatch(id -> id.matches("55\\d{2}9\\d{8}"));
    assertThat(PEOPLE)
        .filteredOn(person -> person.store() == Store.MEXICO)
        .isNotEmpty()
        .allMatch(person -> person.waId().matches("521\\d{10}"));
    assertThat(PEOPLE)
        .filteredOn(person -> person.store() == Store.ARGENTINA)
        .isNotEmpty()
        .allMatch(person -> person.waId().matches("549\\d{10}"));
  }

  @Test
  void internationalDigits_areValidAndNobodyElses() throws NumberParseException {
    assertThat(PEOPLE).extracting(Person::internationalDigits).doesNotHaveDuplicates();
    for (Person person : PEOPLE) {
      PhoneNumber number = PHONES.parse("+" + person.internationalDigits(), null);
      assertThat(PHONES.isValidNumber(number)).as(person.toString()).isTrue();
    }
  }

  @Test
  void everySpellingInTheShop_leadsBackToTheNumber() throws NumberParseException {
    for (Person person : PEOPLE) {
      if (person.shopPhone() != null) {
        String international = person.shopPhone().replaceFirst("^00", "+");
        PhoneNumber number = PHONES.parse(international, person.store().region);
        assertThat(PHONES.format(number, PhoneNumberUtil.PhoneNumberFormat.E164))
            .as(person.toString())
            .isEqualTo("+" + person.internationalDigits());
      }
    }
  }

  @Test
  void samePerson_isWorkedOutTheSameAgain() {
    assertThat(new People(42).person(17)).isEqualTo(PEOPLE.get(17));
  }
}
