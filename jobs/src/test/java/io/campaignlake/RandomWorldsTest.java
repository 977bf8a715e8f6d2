package io.campaignlake;

import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.reference.Worlds;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/**
 * Random worlds against the reference calculator: shuffled, with every document landing twice, and
 * split into runs. Worlds have their own people and campaigns, so many share a lake; when a lake
 * disagrees, each of its worlds is run alone to name the guilty one.
 */
@Tag("properties")
final class RandomWorldsTest {
  private static final int WORLDS_IN_A_LAKE = 100;
  private static final int RUNS = 3;

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void worldsShuffledDoubledAndSplit_agreeWithTheReference(@ForAll long seed) throws IOException {
    List<Landing> worlds =
        IntStream.range(0, WORLDS_IN_A_LAKE).mapToObj(no -> Worlds.sample(seed, no)).toList();
    try {
      runAndCompare(Landing.all(worlds), seed);
    } catch (AssertionError inThePack) {
      List<AssertionError> alone = new ArrayList<>();
      for (Landing world : worlds.subList(0, Math.min(10, worlds.size()))) {
        try {
          runAndCompare(world, seed);
        } catch (AssertionError guilty) {
          inThePack.addSuppressed(guilty);
          alone.add(guilty);
          break;
        }
      }
      throw inThePack;
    }
  }

  private static void runAndCompare(Landing landing, long seed) throws IOException {
    Path folder = Files.createTempDirectory("worlds");
    TestLake lake =
        new TestLake(
            SparkExtension.session(), folder, GoldenCases.NOW, "quality.max-rejected-share=1");
    LandingFiles files = new LandingFiles(lake.landing(), seed);
    for (Landing batch : landing.repeated(2).shuffled(seed).split(RUNS)) {
      files.write(batch);
      lake.run();
    }
    AgainstReference.assertSame(lake, landing);
    org.apache.commons.io.FileUtils.deleteDirectory(folder.toFile());
  }
}
