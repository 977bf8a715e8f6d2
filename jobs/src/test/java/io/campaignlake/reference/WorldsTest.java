package io.campaignlake.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorldsTest {
  private static final int PACK = 25;

  @Provide
  Arbitrary<Landing> worlds() {
    return Worlds.worlds(7);
  }

  @Property(tries = 100)
  void anyOrderAndRepetition_givesTheSameTables(
      @ForAll("worlds") Landing world, @ForAll long seed) {
    ReferenceRows plain = ReferenceCalculatorTest.rows(world);
    ReferenceRows spread = ReferenceCalculatorTest.rows(world.repeated(2).shuffled(seed));
    ReferenceCalculatorTest.assertSameTables(plain, spread);
  }

  @Property(tries = 100)
  void anyWorld_keepsTheLaws(@ForAll("worlds") Landing world) {
    ReferenceTables tables =
        ReferenceCalculator.calculate(world, ReferencePolicy.defaults(), GoldenCases.NOW);
    for (ReferenceTables.DailyMetrics day : tables.campaignDailyMetrics()) {
      ReferenceTables.Counts n = day.counts();
      assertThat(n.totalConversions())
          .isEqualTo(n.assistedConversions() + n.clickThroughConversions());
      assertThat(n.messagesRead()).isLessThanOrEqualTo(n.messagesDelivered());
      assertThat(n.messagesDelivered()).isLessThanOrEqualTo(n.messagesSubmitted());
      assertThat(n.uniqueClicks()).isLessThanOrEqualTo(n.totalClicks());
      assertThat(n.messagesSent() + n.messagesFailed() + n.messagesPending())
          .isEqualTo(n.messagesAttempted());
      assertThat(n.recipientsSent() + n.recipientsFailed() + n.recipientsPending())
          .isEqualTo(n.recipientsAttempted());
    }
  }

  @Test
  void worldsPackedIntoOneLake_keepTheirOwnTables() {
    List<Landing> worlds =
        IntStream.range(0, PACK).mapToObj(number -> Worlds.sample(42, number)).toList();
    ReferenceRows packed = ReferenceCalculatorTest.rows(Landing.all(worlds));
    for (String table :
        List.of("silver.messages", "attribution.attributed_orders", "reports.conversions")) {
      List<Map<String, String>> apart =
          worlds.stream()
              .flatMap(each -> ReferenceCalculatorTest.rows(each).of(table).stream())
              .toList();
      assertThat(packed.of(table)).as(table).containsExactlyInAnyOrderElementsOf(apart);
    }
  }

  @Test
  void packedWorlds_showEveryKindOfResult() {
    ReferenceTables tables =
        ReferenceCalculator.calculate(pack(), ReferencePolicy.defaults(), GoldenCases.NOW);
    Set<String> seen = new HashSet<>();
    tables.messages().forEach(each -> seen.add(each.status()));
    tables.messages().forEach(each -> seen.add("evidence " + each.deliveredEvidence()));
    tables.orderCandidates().forEach(each -> seen.add(each.verdict()));
    tables.attributedOrders().forEach(each -> seen.add(each.reason()));
    tables.clicks().forEach(each -> seen.add(each.isBot() ? "BOT" : each.kind()));
    assertThat(seen)
        .contains("READ", "DELIVERED", "FAILED", "SENT", "ACCEPTED")
        .contains("evidence DELIVERED", "evidence READ", "evidence CLICK")
        .contains("WON", "BEATEN_BY_CLASS", "BEATEN_BY_RECENCY", "BEATEN_BY_TIE")
        .contains("OUTSIDE_WINDOW", "BEFORE_ANCHOR", "NO_MATCH_KEY", "NO_TOUCH")
        .contains("URL", "QUICK_REPLY", "BOT");
  }

  @Test
  void packedWorldsWrittenAsFiles_areReadBackWhole(@TempDir Path root) {
    Landing pack = pack();
    LandingFiles files = new LandingFiles(root, 7);
    pack.repeated(2).shuffled(7).split(5).forEach(files::write);
    ReferenceCalculatorTest.assertSameTables(
        ReferenceCalculatorTest.rows(pack), ReferenceCalculatorTest.rows(LandingReader.read(root)));
  }

  private static Landing pack() {
    return Landing.all(
        IntStream.range(0, PACK).mapToObj(number -> Worlds.sample(42, number)).toList());
  }
}
