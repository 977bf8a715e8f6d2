package io.campaignlake.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.campaigns.CampaignStatus.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StateMachineTest {
  private static final Instant LAKE_LATEST = Instant.parse("2026-03-10T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "LIVE, PAUSE STOP",
    "PAUSED, RESUME STOP",
    "SENT, STOP",
    "STOPPED, ''",
  })
  void state_hasItsSteps(CampaignStatus status, String steps) {
    Set<String> expected =
        Stream.of(steps.split(" ")).filter(s -> !s.isEmpty()).collect(Collectors.toSet());
    assertThat(status.steps().stream().map(Step::name))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource({"PAUSE, PAUSED", "RESUME, LIVE", "STOP, STOPPED"})
  void step_reachesItsState(Step step, CampaignStatus status) {
    assertThat(step.to()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, BROADCAST, 10, 9, 2026-03-01T00:00:00Z, LIVE",
        "-, BROADCAST, 10, 10, 2026-03-10T12:00:00Z, SENT",
        "-, BROADCAST, 10, 11, 2026-03-10T12:00:00Z, SENT",
        "-, BROADCAST, 0, 0, -, SENT",
        "-, BROADCAST, -, 5, 2026-03-09T12:00:00Z, SENT",
        "-, BROADCAST, -, 5, 2026-03-09T12:00:00.000001Z, LIVE",
        "-, BROADCAST, -, 0, -, LIVE",
        "-, API, 10, 10, 2026-03-01T00:00:00Z, LIVE",
        "LIVE, BROADCAST, 10, 10, 2026-03-10T12:00:00Z, SENT",
        "PAUSED, BROADCAST, 10, 10, 2026-03-10T12:00:00Z, PAUSED",
        "STOPPED, BROADCAST, 10, 1, 2026-03-10T12:00:00Z, STOPPED",
        "STOPPED, API, -, 0, -, STOPPED",
      })
  void evidence_givesTheState(
      CampaignStatus commanded,
      String type,
      Long declared,
      long attempted,
      Instant last,
      CampaignStatus expected) {
    Evidence evidence = new Evidence(commanded, type, declared, attempted, last, LAKE_LATEST);
    assertThat(CampaignStatus.of(evidence, Duration.ofHours(24))).isEqualTo(expected);
  }

  @Test
  void onlyHeldCampaigns_mayNotSend() {
    List<CampaignStatus> may =
        Stream.of(CampaignStatus.values()).filter(CampaignStatus::maySend).toList();
    assertThat(may).containsExactlyInAnyOrder(CampaignStatus.LIVE, CampaignStatus.SENT);
  }
}
