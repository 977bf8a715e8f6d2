package io.campaignlake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.lake.Job;
import io.campaignlake.lake.JobRun;
import io.campaignlake.reference.GoldenCases;
import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingFiles;
import io.campaignlake.reference.Worlds;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages whose evidence comes in many parts, in any order: each run folds what came into what the
 * messages were, and the end is what the reference makes of all at once.
 */
@ExtendWith(SparkExtension.class)
final class EvidenceInPartsTest {
  private static final int RUNS = 9;

  @TempDir private Path folder;

  @Test
  void eachRunBringsSomeOfTheEvidence_messagesEndAsTheReferenceHasThem(SparkSession spark) {
    TestLake lake = new TestLake(spark, folder, GoldenCases.NOW, "quality.max-rejected-share=1");
    Landing landing =
        Landing.all(IntStream.range(0, 120).mapToObj(no -> Worlds.sample(11, no)).toList())
            .shuffled(5);
    LandingFiles files = new LandingFiles(lake.landing(), 3);
    for (Landing part : landing.split(RUNS)) {
      files.write(part);
      lake.run(JobRun.Mode.INCREMENT, jobsToMessages());
    }
    assertThat(lake.table("silver.messages").count()).isGreaterThan(200);
    AgainstReference.assertSame(lake, landing, "silver.messages");
  }

  private static List<Job> jobsToMessages() {
    List<String> names = Jobs.IN_DATA_ORDER.stream().map(Job::name).toList();
    return Jobs.IN_DATA_ORDER.subList(0, names.indexOf("fold-messages") + 1);
  }
}
