package io.campaignlake.reference;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The cast of one world, and what has landed in it so far. */
final class World {
  private static final Instant FIRST_SEASON = Instant.parse("2026-02-05T00:00:00Z");
  private static final DateTimeFormatter SEVEN_DIGITS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSxxx");

  /**
   * One person.
   *
   * @param waId the number under which WhatsApp knows the person
   * @param logSpellings how the send log may write it
   * @param shopSpellings how the person may write it in the shop
   * @param countryCode of the store, ISO 3166 alpha-3
   * @param customerId null for who never signed in
   * @param bsuid null for who has no user name
   * @param anchors instants from which windows run: receipts and clicks
   */
  record Person(
      String waId,
      List<String> logSpellings,
      List<String> shopSpellings,
      String countryCode,
      String customerId,
      String bsuid,
      List<Instant> anchors) {}

  private final String prefix;
  private final int worldNo;
  private final Choices choices;
  private final Instant season;
  private final List<Person> people = new ArrayList<>();
  private final List<String> campaigns = new ArrayList<>();
  private final List<LandingDocument> documents = new ArrayList<>();

  World(int worldNo, Choices choices) {
    this.worldNo = worldNo;
    this.prefix = "w%03d-".formatted(worldNo);
    this.choices = choices;
    this.season = FIRST_SEASON.plus(Duration.ofDays(choices.below(85)));
    int personCount = 1 + choices.of(0, 1, 1, 2, 3, 5);
    for (int person = 0; person < personCount; person++) {
      people.add(person(person));
    }
    int campaignCount = 1 + choices.below(3);
    for (int campaign = 1; campaign <= campaignCount; campaign++) {
      campaigns.add(own("campaign-" + campaign));
      define(own("campaign-" + campaign));
    }
  }

  Choices choices() {
    return choices;
  }

  List<Person> people() {
    return people;
  }

  List<String> campaigns() {
    return campaigns;
  }

  List<LandingDocument> documents() {
    return documents;
  }

  void land(LandingDocument document) {
    documents.add(document);
  }

  /** An id of this world alone. */
  String own(String name) {
    return prefix + name;
  }

  /** A day of the season, at a quiet hour or right at a border of days in São Paulo. */
  Instant attemptTime() {
    Instant midnightUtc = season.plus(Duration.ofDays(choices.below(12)));
    String timeOfDay =
        choices.of(
            "PT13H", "PT3H", "PT2H59M59S", "PT2H59M59.999999S", "PT3H0.000001S", "PT23H59M59S");
    return midnightUtc.plus(Duration.parse(timeOfDay)).plusSeconds(choices.below(3));
  }

  /** The same instant as one of the sources writes it: some with an offset and seven digits. */
  String iso(Instant instant) {
    return switch (choices.below(4)) {
      case 1 -> SEVEN_DIGITS.format(instant.plusNanos(700).atOffset(ZoneOffset.ofHours(-3)));
      case 2 -> SEVEN_DIGITS.format(instant.plusNanos(300).atOffset(ZoneOffset.UTC));
      default -> instant.toString();
    };
  }

  private Person person(int person) {
    String customerId = choices.oneIn(3) ? null : own("customer-" + person);
    String bsuid = choices.oneIn(3) ? "BR.W%03dP%d".formatted(worldNo, person) : null;
    return switch (choices.below(6)) {
      case 3 -> mexican(person, customerId, bsuid);
      case 4 -> argentine(person, customerId, bsuid);
      case 5 -> american(person, customerId, bsuid);
      default -> brazilian(person, customerId, bsuid);
    };
  }

  private Person brazilian(int person, String customerId, String bsuid) {
    String head = "8%03d".formatted(worldNo);
    String tail = "%d567".formatted(person);
    String waId = "5521" + head + tail;
    String withNine = "55219" + head + tail;
    List<String> log = List.of(waId, "+" + waId, withNine, "+" + withNine);
    List<String> shop =
        List.of(
            "+" + withNine,
            "(21) 9" + head + "-" + tail,
            "+" + waId,
            "0055 21 9" + head + " " + tail,
            "021 9" + head + tail,
            withNine);
    return new Person(waId, log, shop, "BRA", customerId, bsuid, new ArrayList<>());
  }

  private Person mexican(int person, String customerId, String bsuid) {
    String subscriber = "551%03d%d567".formatted(worldNo, person);
    String waId = "521" + subscriber;
    List<String> shop = List.of("+52" + subscriber, subscriber, "+521" + subscriber);
    List<String> log = List.of(waId, "+" + waId, "52" + subscriber);
    return new Person(waId, log, shop, "MEX", customerId, bsuid, new ArrayList<>());
  }

  private Person argentine(int person, String customerId, String bsuid) {
    String subscriber = "112%03d%d567".formatted(worldNo, person);
    String waId = "549" + subscriber;
    List<String> shop = List.of("+54" + subscriber, "+549" + subscriber, "0" + subscriber);
    List<String> log = List.of(waId, "+" + waId, "54" + subscriber);
    return new Person(waId, log, shop, "ARG", customerId, bsuid, new ArrayList<>());
  }

  private Person american(int person, String customerId, String bsuid) {
    String subscriber = "2%03d%d56".formatted(worldNo, person);
    String waId = "1415" + subscriber;
    List<String> shop = List.of("+" + waId, "(415) " + subscriber, "001 415 " + subscriber);
    return new Person(
        waId, List.of(waId, "+" + waId), shop, "USA", customerId, bsuid, new ArrayList<>());
  }

  /** No definition, one, or two of which the later or the greater wins; all with equal fields. */
  private void define(String campaignId) {
    int versions = choices.of(1, 0, 2);
    boolean dated = choices.oneIn(2);
    Integer audience = choices.of((Integer) null, 1, 3, 50);
    Instant createdAt = choices.oneIn(2) ? season : null;
    for (int version = 1; version <= versions; version++) {
      Instant updatedAt = season.plus(Duration.ofHours(choices.below(3)));
      land(
          Documents.campaign(
              campaignId,
              "name",
              "Campaign " + version,
              "type",
              choices.of("BROADCAST", "API"),
              "message_type",
              choices.of("TEMPLATE", "REGULAR"),
              "language",
              choices.of("pt_BR", "es_MX"),
              "created_at",
              createdAt,
              "declared_audience_size",
              audience,
              "updated_at",
              dated ? updatedAt : null));
    }
  }
}
