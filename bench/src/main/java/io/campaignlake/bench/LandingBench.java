package io.campaignlake.bench;

import io.campaignlake.Jobs;
import io.campaignlake.demo.GeneratorOptions;
import io.campaignlake.demo.LandingGenerator;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.Ops;
import io.campaignlake.reports.Language;
import io.campaignlake.reports.ReportRequest;
import io.campaignlake.reports.Reports;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * From landing files to gold and reports, beside Spark's own scan of the same webhook bodies with
 * their whole schema.
 */
final class LandingBench {
  /** Fourteen to fifteen messages a person, three events a message. */
  private static final double MESSAGES_A_PERSON = 3.45;

  private static final int DAYS = 10;
  private static final LakeClock CLOCK = LakeClock.fixed(Instant.parse("2026-06-01T00:00:00Z"));

  private static final Set<String> TO_FOLDED_MESSAGES =
      Set.of(
          "ingest-landing", "type-message-events", "type-sends", "learn-aliases", "fold-messages");

  private final SparkSession spark;
  private final Stopwatch watch;
  private final DuckDb duck;
  private final Path root;
  private final Results results;

  LandingBench(SparkSession spark, Stopwatch watch, DuckDb duck, Path root, Results results) {
    this.spark = spark;
    this.watch = watch;
    this.duck = duck;
    this.root = root;
    this.results = results;
  }

  /** Landing files of about so many messages, made unless they stand there. */
  Path landing(long messages) {
    Path landing = root.resolve("landing-" + messages);
    int people = people(messages);
    LandingGenerator.generate(
        new GeneratorOptions(42, 6, people, DAYS, LocalDate.of(2026, 3, 1)), landing);
    return landing;
  }

  /** As many people as get about so many messages. */
  static int people(long messages) {
    return (int) Math.max(100, messages / MESSAGES_A_PERSON);
  }

  void run(Path landing) throws Exception {
    Path webhooks = webhooksAlone(landing);
    Map<String, StructType> schemas = new TreeMap<>();
    for (String source : List.of("meta", "gupshup")) {
      schemas.put(source, spark.read().json(webhooks.resolve(source).toString()).schema());
    }
    long events = documents(webhooks, schemas);
    Measured scan =
        watch.measure("webhooks: Spark JSON scan", events, () -> scan(webhooks, schemas));
    results.add(scan);
    List<Job> folding =
        Jobs.IN_DATA_ORDER.stream().filter(job -> TO_FOLDED_MESSAGES.contains(job.name())).toList();
    Measured folded = lakeRun("webhooks: landing to folded messages", webhooks, events, folding);
    results.ratio(
        "webhooks: folded messages / JSON scan", folded.median() / scan.median(), "<=", 4);
    Measured duckFold =
        watch.measure(
            "webhooks: DuckDB folds them", events, () -> duck.execute(DuckFold.sql(webhooks)));
    results.add(duckFold);
    results.ratio("webhooks: folded messages / DuckDB", folded.median() / duckFold.median());
    Measured full = lakeRun("full run: landing to reports", landing, events, Jobs.IN_DATA_ORDER);
    results.ratio("full run / JSON scan", full.median() / scan.median(), "<=", 15);
    report(landing);
  }

  private Measured lakeRun(String name, Path landing, long rows, List<Job> jobs) throws Exception {
    Measured measured = watch.measure(name, rows, () -> runInNewLake(landing, jobs));
    results.add(measured);
    for (Row job : lake(landing).tables().read(Ops.JOB_RUNS).collectAsList()) {
      String split = "%s: %s".formatted(name, job.<String>getAs("job"));
      results.add(
          new Measured(
              split, job.getAs("rows_read"), List.of(job.<Double>getAs("seconds")), 0, 0, 0, 0));
    }
    return measured;
  }

  private void runInNewLake(Path landing, List<Job> jobs) throws IOException {
    BenchLake lake = lake(landing);
    lake.delete();
    lake.run(jobs);
  }

  /** The report of all records beside Spark's own CSV of the same rows. */
  private void report(Path landing) throws Exception {
    BenchLake lake = lake(landing);
    Dataset<Row> rows = spark.read().format("delta").load(lake.folder() + "/reports/record_status");
    long count = rows.count();
    Path file = root.resolve("records.csv");
    ReportRequest request =
        new ReportRequest(
            ReportRequest.Kind.RECORD_STATUS,
            "all",
            null,
            null,
            Language.EN,
            ReportRequest.Format.CSV);
    Measured ours =
        watch.measure(
            "report record-status to CSV",
            count,
            () -> {
              try (OutputStream out = Files.newOutputStream(file)) {
                Reports.write(lake.tables(), lake.settings(), LakeClock.system(), request, out);
              }
            });
    Measured spark =
        watch.measure(
            "Spark writes the same rows as CSV",
            count,
            () -> rows.write().mode("overwrite").csv(root.resolve("records-by-spark").toString()));
    results.add(ours);
    results.add(spark);
    results.ratio(
        "report record-status / Spark CSV, rows/s", spark.median() / ours.median(), ">=", 0.5);
  }

  private BenchLake lake(Path landing) {
    return new BenchLake(spark, root.resolve("lake-of-landing"), landing, CLOCK);
  }

  private long documents(Path webhooks, Map<String, StructType> schemas) {
    return schemas.keySet().stream()
        .mapToLong(source -> spark.read().text(webhooks.resolve(source).toString()).count())
        .sum();
  }

  private void scan(Path webhooks, Map<String, StructType> schemas) {
    schemas.forEach(
        (source, schema) ->
            spark
                .read()
                .schema(schema)
                .json(webhooks.resolve(source).toString())
                .write()
                .format("noop")
                .mode("overwrite")
                .save());
  }

  /** A landing with the folders of the providers alone. */
  private static Path webhooksAlone(Path landing) throws IOException {
    Path alone = Path.of(landing + "-webhooks");
    for (String source : List.of("meta", "gupshup")) {
      Path folder = Files.createDirectories(alone.resolve(source));
      try (Stream<Path> files = Files.list(landing.resolve(source))) {
        for (Path file : files.toList()) {
          Path link = folder.resolve(file.getFileName());
          if (!Files.exists(link)) {
            Files.createLink(link, file);
          }
        }
      }
    }
    return alone;
  }
}
