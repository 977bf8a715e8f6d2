package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.lake.JobRun;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingDocument;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.reference.Worlds;
import io.campaignlake.silver.CampaignFirstSends;
import io.campaignlake.silver.Campaigns;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.apache.commons.io.FileUtils;

/**
 * Random worlds against the reference calculator: shuffled, with every document landing twice, and
 * split into arrivals; whichever way the lake takes them in. Worlds have their own people and
 * campaigns, so many share a lake; when a lake disagrees, some of its worlds are run alone to name
 * the guilty one.
 */
final class RandomWorldsTest {
  private static final int WORLDS_IN_A_LAKE = 200;
  private static final int WORLDS_RUN_ALONE = 10;
  private static final int ARRIVALS = 3;

  /** How a lake comes from an arrival to its tables. */
  private enum Way {
    /** A run after each. */
    RUNS {
      @Override
      void take(TestLake lake, List<Runnable> arrivals) {
        arrivals.forEach(
            arrival -> {
              arrival.run();
              lake.run();
            });
      }
    },
    /** The same, and everything anew at the end. */
    REBUILD {
      @Override
      void take(TestLake lake, List<Runnable> arrivals) {
        RUNS.take(lake, arrivals);
        lake.run(JobRun.Mode.REBUILD);
      }
    },
    /** A stream, one round after each. */
    STREAM {
      @Override
      void take(TestLake lake, List<Runnable> arrivals) {
        lake.stream(arrivals);
      }
    },
    /** A run, and a stream that goes on from there. */
    RUN_THEN_STREAM {
      @Override
      void take(TestLake lake, List<Runnable> arrivals) {
        RUNS.take(lake, arrivals.subList(0, 1));
        STREAM.take(lake, arrivals.subList(1, arrivals.size()));
      }
    },
    /** A run after each, the first of which tells all about campaigns. */
    CAMPAIGNS_FIRST {
      @Override
      void take(TestLake lake, List<Runnable> arrivals) {
        RUNS.take(lake, arrivals.subList(0, 1));
        List<Object> campaigns = campaigns(lake);
        RUNS.take(lake, arrivals.subList(1, arrivals.size()));
        assertThat(campaigns(lake)).isEqualTo(campaigns);
      }

      @Override
      List<Landing> arrivals(Landing all) {
        Map<Boolean, List<LandingDocument>> ofCampaigns =
            all.documents().stream()
                .collect(
                    Collectors.partitioningBy(
                        document -> List.of("campaigns", "sends").contains(document.folder())));
        List<Landing> arrivals = new ArrayList<>(List.of(new Landing(ofCampaigns.get(true))));
        arrivals.addAll(new Landing(ofCampaigns.get(false)).split(ARRIVALS));
        return arrivals;
      }

      private List<Object> campaigns(TestLake lake) {
        return List.of(
            Set.copyOf(lake.rows(Campaigns.TABLE)),
            Set.copyOf(lake.rows(CampaignFirstSends.TABLE)));
      }
    };

    abstract void take(TestLake lake, List<Runnable> arrivals);

    /** What lands, bit by bit. */
    List<Landing> arrivals(Landing all) {
      return all.split(ARRIVALS);
    }
  }

  @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void worldsShuffledDoubledAndSplit_agreeWithTheReference(@ForAll long seed) throws IOException {
    worldsAgreeWithTheReference(seed, Way.RUN_THEN_STREAM);
  }

  @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  @Tag("properties")
  void worldsShuffledDoubledAndSplit_agreeWithTheReferenceAnyWay(@ForAll long seed)
      throws IOException {
    for (Way way : Way.values()) {
      worldsAgreeWithTheReference(seed, way);
    }
  }

  /**
   * A lake of that size asks change feeds and few days where a small one reads its tables whole.
   */
  @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void worldsInALakeThatIsPlannedBySize_agreeWithTheReference(@ForAll long seed)
      throws IOException {
    SparkExtension.plannedBySize(() -> worldsAgreeWithTheReference(seed, Way.RUNS));
  }

  /**
   * Definitions and sends land first: whatever comes later changes no campaign, so that counts of
   * days are carried on, and none is counted anew.
   */
  @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void worldsWhoseCampaignsStay_agreeWithTheReference(@ForAll long seed) throws IOException {
    worldsAgreeWithTheReference(seed, Way.CAMPAIGNS_FIRST);
    SparkExtension.plannedBySize(() -> worldsAgreeWithTheReference(seed, Way.CAMPAIGNS_FIRST));
  }

  private static void worldsAgreeWithTheReference(long seed, Way way) throws IOException {
    List<Landing> worlds =
        IntStream.range(0, WORLDS_IN_A_LAKE).mapToObj(no -> Worlds.sample(seed, no)).toList();
    try {
      takeAndCompare(Landing.all(worlds), seed, way);
    } catch (AssertionError inThePack) {
      for (Landing world : worlds.subList(0, WORLDS_RUN_ALONE)) {
        try {
          takeAndCompare(world, seed, way);
        } catch (AssertionError guilty) {
          inThePack.addSuppressed(guilty);
          break;
        }
      }
      throw inThePack;
    }
  }

  private static void takeAndCompare(Landing landing, long seed, Way way) throws IOException {
    Path folder = Files.createTempDirectory("worlds");
    TestLake lake =
        new TestLake(
            SparkExtension.session(), folder, GoldenCases.NOW, "quality.max-rejected-share=1");
    LandingFiles files = new LandingFiles(lake.landing(), seed);
    List<Runnable> arrivals = new ArrayList<>();
    for (Landing arrival : way.arrivals(landing.repeated(2).shuffled(seed))) {
      arrivals.add(() -> files.write(arrival));
    }
    way.take(lake, arrivals);
    try {
      AgainstReference.assertSame(lake, landing);
    } catch (AssertionError e) {
      throw new AssertionError("taken in by: " + way, e);
    }
    FileUtils.deleteDirectory(folder.toFile());
  }
}
