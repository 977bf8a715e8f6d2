package io.campaignlake.demo;

import io.campaignlake.demo.Person.Habit;
import io.campaignlake.demo.Person.Reach;
import java.util.List;

/** The people, each worked out from an index alone, so that none has to be kept. */
final class People {
  /** Of every ten people the first two are plain cases that the campaigns' sure orders rest on. */
  private static final int GROUP = 10;

  private static final List<String> FIRST_NAMES =
      List.of(
          "Ana",
          "Bruno",
          "Camila",
          "Diego",
          "Elisa",
          "Felipe",
          "Gabriela",
          "Heitor",
          "Isabel",
          "João",
          "Karina",
          "Luís",
          "Marina",
          "Nuno",
          "Olívia",
          "Paulo",
          "Renata",
          "Sofía",
          "Tomás",
          "Vitória");
  private static final List<String> LAST_NAMES =
      List.of(
          "Almeida",
          "Barros",
          "Castro",
          "Duarte",
          "Esteves",
          "Fernández",
          "Gómez",
          "Lima",
          "Moraes",
          "Núñez",
          "Oliveira",
          "Pereira",
          "Ramos",
          "Souza",
          "Teixeira",
          "Vargas");
  private static final List<String> BRAZILIAN_AREAS =
      List.of("11", "19", "21", "27", "31", "41", "47", "48", "51", "61", "62", "71", "81", "85");

  /** A prime step over {@link #NUMBERS} visits every number once: nobody shares a phone. */
  private static final long STEP = 15_485_863L;

  private static final long NUMBERS = 40_000_000L;

  private final long seed;
  private final long firstNumber;

  People(long seed) {
    this.seed = seed;
    this.firstNumber = Chance.of(seed, "numbers").between(0, (int) NUMBERS - 1);
  }

  static int clickerOf(int campaign, int recipients) {
    int groups = Math.max(1, recipients / GROUP);
    return campaign % groups * GROUP;
  }

  static int shyBuyerOf(int campaign, int recipients) {
    return Math.min(clickerOf(campaign, recipients) + 1, recipients - 1);
  }

  Person person(int index) {
    Chance chance = Chance.of(seed, "person", index);
    Habit habit = index % GROUP == 1 ? Habit.SHY : Habit.ORDINARY;
    boolean plain = index % GROUP < 2;
    Store store = plain ? Store.BRAZIL : storeOf(chance);
    String subscriber = subscriber(index, store);
    String digits = internationalDigits(store, subscriber);
    String waId = waId(store, digits, chance);
    String shopPhone = plain ? "+" + digits : PhoneSpelling.spell(store, digits, chance);
    Reach reach = !plain && chance.happens(0.03) ? Reach.BSUID : Reach.PHONE;
    return new Person(
        index,
        store,
        chance.pick(FIRST_NAMES),
        chance.pick(LAST_NAMES),
        digits,
        waId,
        shopPhone,
        chance.uuid(),
        store.region + "." + chance.digits(20),
        reach,
        habit);
  }

  private static Store storeOf(Chance chance) {
    int draw = chance.between(1, 100);
    if (draw <= 88) {
      return Store.BRAZIL;
    }
    return draw <= 96 ? Store.MEXICO : Store.ARGENTINA;
  }

  /** Area code and eight digits; Brazilian mobiles begin with 6 to 9, the others with 2 to 5. */
  private String subscriber(int index, Store store) {
    long number = Math.floorMod(index * STEP + firstNumber, NUMBERS);
    return switch (store) {
      case BRAZIL -> Chance.of(seed, "area", index).pick(BRAZILIAN_AREAS) + (60_000_000L + number);
      case MEXICO -> "55" + (20_000_000L + number);
      case ARGENTINA -> "11" + (20_000_000L + number);
    };
  }

  private static String internationalDigits(Store store, String subscriber) {
    return switch (store) {
      case BRAZIL -> "55" + subscriber.substring(0, 2) + "9" + subscriber.substring(2);
      case MEXICO -> "52" + subscriber;
      case ARGENTINA -> "549" + subscriber;
    };
  }

  private static String waId(Store store, String digits, Chance chance) {
    return switch (store) {
      case BRAZIL -> chance.happens(0.4) ? digits.substring(0, 4) + digits.substring(5) : digits;
      case MEXICO -> "521" + digits.substring(2);
      case ARGENTINA -> digits;
    };
  }
}
