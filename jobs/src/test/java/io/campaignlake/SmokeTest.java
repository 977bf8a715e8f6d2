package io.campaignlake;

import io.campaignlake.demo.GeneratorOptions;
import io.campaignlake.demo.LandingGenerator;
import io.campaignlake.testing.SparkExtension;
import io.campaignlake.testing.TestLake;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class SmokeTest {
  @Test
  void smoke(SparkSession spark, @TempDir Path folder) {
    TestLake lake = new TestLake(spark, folder, Instant.parse("2026-06-15T00:00:00Z"));
    LandingGenerator.generate(new GeneratorOptions(7, 3, 60, 10, LocalDate.parse("2026-03-01")), lake.landing());
    long t = System.currentTimeMillis();
    lake.run();
    System.err.println("first " + (System.currentTimeMillis() - t));
    t = System.currentTimeMillis();
    lake.run();
    System.err.println("second " + (System.currentTimeMillis() - t));
    lake.table("gold.campaign_summary").show(100, false);
    lake.table("gold.campaign_daily_metrics").drop("unique_clickers_sketch").show(10, false);
    lake.table("attribution.attributed_orders").groupBy("conversion_class", "reason", "is_excluded").count().show();
    lake.table("ops.job_runs").select("job", "seconds", "rows_read", "rows_inserted", "counts").show(100, false);
  }
}
