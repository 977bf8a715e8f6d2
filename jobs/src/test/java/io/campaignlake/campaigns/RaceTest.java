package io.campaignlake.campaigns;

import static io.campaignlake.campaigns.RegistryFolder.ANA;
import static io.campaignlake.campaigns.RegistryFolder.NOW;
import static io.campaignlake.campaigns.RegistryFolder.broadcast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.campaigns.ChangeLog.Decision;
import io.campaignlake.lake.KernelTables;
import io.campaignlake.lake.LakeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RaceTest {
  @TempDir Path root;

  @Test
  void twoDecisionsOnOneState_theSecondIsTold() {
    RegistryFolder.at(root, NOW).create("c1", broadcast(null), ANA, CampaignFormat.TEXT);
    KernelTables tables = new KernelTables(root.toString());
    Registry seen = Registry.read(tables, Duration.ofHours(24));
    long last = seen.campaign("c1").orElseThrow().lastChange();
    ChangeLog log = new ChangeLog(tables);
    log.append(
        seen,
        new Decision("pause", "c1", List.of(new FieldValue("status", "LIVE", "PAUSED")), last),
        ANA,
        NOW);
    Decision stop =
        new Decision("stop", "c1", List.of(new FieldValue("status", "LIVE", "STOPPED")), last);
    assertThatThrownBy(() -> log.append(seen, stop, ANA, NOW))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "Cannot stop campaign c1: it lost a race, ana set status to PAUSED meanwhile."
                + " Look at it with ./lake campaigns show and decide again.");
    assertThat(Registry.read(tables, Duration.ofHours(24)).campaign("c1").orElseThrow().status())
        .isEqualTo(CampaignStatus.PAUSED);
  }

  @Test
  void threadsPauseOneCampaign_oneWins() throws Exception {
    RegistryFolder.at(root, NOW).create("c1", broadcast(null), ANA, CampaignFormat.TEXT);
    Callable<Boolean> pause =
        () -> succeeds(() -> RegistryFolder.at(root, NOW).pause("c1", ANA, CampaignFormat.TEXT));
    assertThat(atOnce(List.of(pause, pause, pause, pause))).containsOnlyOnce(true);
  }

  @Test
  void threadsCreateDifferentCampaigns_allWin() throws Exception {
    List<Callable<Boolean>> creations = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String id = "c" + i;
      creations.add(
          () ->
              succeeds(
                  () ->
                      RegistryFolder.at(root, NOW)
                          .create(id, broadcast(null), ANA, CampaignFormat.TEXT)));
    }
    assertThat(atOnce(creations)).containsOnly(true);
    assertThat(RegistryFolder.at(root, NOW).list(Set.of(), CampaignFormat.TEXT).lines()).hasSize(7);
  }

  @Test
  void processesPauseOneCampaign_oneWins() throws Exception {
    RegistryFolder.at(root, NOW).create("c1", broadcast(null), ANA, CampaignFormat.TEXT);
    Process first = process("pause");
    Process second = process("pause");
    assertThat(List.of(first.waitFor(), second.waitFor())).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void processesCreateOneCampaignInAnEmptyLake_oneWins() throws Exception {
    Process first = process("create");
    Process second = process("create");
    assertThat(List.of(first.waitFor(), second.waitFor())).containsExactlyInAnyOrder(0, 1);
    assertThat(
            Registry.read(new KernelTables(root.toString()), Duration.ofHours(24))
                .campaigns()
                .get(0)
                .changes())
        .extracting(Change::number)
        .containsExactly(1L, 2L, 3L);
  }

  private Process process(String command) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    return new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            RegistryFolder.class.getName(),
            root.toString(),
            command,
            "c1")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static boolean succeeds(Runnable command) {
    try {
      command.run();
      return true;
    } catch (LakeException refused) {
      assertThat(refused.exitCode()).isEqualTo(LakeException.FAILED);
      return false;
    }
  }

  private static List<Boolean> atOnce(List<Callable<Boolean>> commands) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(commands.size());
    try {
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> result : threads.invokeAll(commands)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
