package io.campaignlake.reference;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The golden cases. Case 24 is a law over all of them: any spread gives the same. */
public final class GoldenCases {
  /** The clock under which the expected facts hold. */
  public static final Instant NOW = Instant.parse("2026-06-15T00:00:00Z");

  private GoldenCases() {}

  /** All cases in their order. */
  public static List<GoldenCase> all() {
    return List.of(
        GoldenCreditCases.deliveredThreeDaysBefore(),
        GoldenCreditCases.deliveredThreeDaysAndAMicrosecondBefore(),
        GoldenCreditCases.clickedFifteenDaysBefore(),
        GoldenCreditCases.clickBeatsDelivery(),
        GoldenCreditCases.laterClickBeatsEarlier(),
        GoldenEvidenceCases.readWithoutDelivered(),
        GoldenEvidenceCases.failedThenDelivered(),
        GoldenEvidenceCases.failedOnly(),
        GoldenEvidenceCases.clickBeforeDelivered(),
        GoldenCreditCases.clickAfterOrder(),
        GoldenCreditCases.clickAndOrderAtOnce(),
        GoldenEvidenceCases.fetchedByPreview(),
        GoldenEvidenceCases.quickReplyIsNoTouch(),
        GoldenCreditCases.twoOrders(),
        GoldenCreditCases.canceledOrder(),
        GoldenIdentityCases.attemptedLateAtNight(),
        GoldenCreditCases.deliveredInTheSameSecond(),
        GoldenIdentityCases.statusesBeforeSendLog(),
        GoldenIdentityCases.ninthDigit(),
        GoldenIdentityCases.sameCustomer(),
        GoldenIdentityCases.lateGupshupStatus(),
        GoldenIdentityCases.nationalSpelling(),
        GoldenIdentityCases.movedToThePreviousDay(),
        GoldenIdentityCases.phoneLearntAfterTheOrder(),
        GoldenEvidenceCases.earlierFailureWithoutReason(),
        GoldenIdentityCases.wroteUnderTheUserId());
  }

  /** Everything of all cases, run by run: the first arrivals of all, then the second ones. */
  public static List<Landing> arrivals() {
    List<GoldenCase> cases = all();
    int runs = cases.stream().mapToInt(each -> each.arrivals().size()).max().orElse(0);
    return IntStream.range(0, runs)
        .mapToObj(
            run ->
                Landing.all(
                    cases.stream()
                        .filter(each -> run < each.arrivals().size())
                        .map(each -> each.arrivals().get(run))
                        .toList()))
        .toList();
  }

  /** Case 24: all documents doubled, shuffled and split in seven. */
  public static List<Landing> spread(long seed) {
    Landing once = Landing.all(arrivals());
    return once.repeated(2).shuffled(seed).split(7);
  }
}
