package io.campaignlake.bench;

import io.campaignlake.demo.GeneratorOptions;
import io.campaignlake.demo.LandingGenerator;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.Ops;
import io.campaignlake.raw.RawTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@code ./lake stream} on a lake of many days while documents land at a steady rate: how long each
 * takes from its arrival to the messages and to gold, where the rounds' time goes, and the memory
 * of the process.
 */
final class StreamBench {
  private static final double MOST_SECONDS_TO_MESSAGES = 15;
  private static final double MOST_SECONDS_TO_GOLD = 40;

  /** Of all documents: sends, receipts, clicks, orders. */
  private static final double DOCUMENTS_A_MESSAGE = 4;

  private static final String MESSAGES_JOB = "fold-messages";
  private static final String LAST_JOB_OF_GOLD = "summarize-campaigns";

  /** More would be a leak, in a stream that runs for days. */
  private static final double MOST_GROWTH = 1.1;

  /** The last line of the JVM's histogram: objects and bytes. */
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private static final Pattern ROUND = Pattern.compile("round \\d+: (\\d+) arrivals");

  private final SparkSession spark;
  private final Path root;
  private final Results results;

  StreamBench(SparkSession spark, Path root, Results results) {
    this.spark = spark;
    this.root = root;
    this.results = results;
  }

  /**
   * @param lake that the stream works on from then on
   * @param start first day of the documents
   * @param rate documents a second
   * @param seconds for which they land
   */
  void run(Path lake, LocalDate start, int rate, int seconds) throws Exception {
    Path written = root.resolve("feed");
    int people = LandingBench.people((long) (rate * (long) seconds / DOCUMENTS_A_MESSAGE));
    LandingGenerator.generate(new GeneratorOptions(43, 6, people, 10, start), written);
    Path landing = root.resolve("stream-landing");
    BenchLake.delete(landing);
    Path said = root.resolve("stream.log");
    List<Long> memory = new ArrayList<>();
    List<Long> middle = new ArrayList<>();
    List<Long> end = new ArrayList<>();
    try (Feed feed = new Feed(written, landing, rate)) {
      Process stream = start(lake, landing, said);
      try {
        await(stream, () -> said(said).contains("looking for news"));
        long files = 0;
        long seen = 0;
        long first = System.nanoTime();
        long parts = Math.min(seconds, feed.parts());
        for (long part = 0; part < parts; part++) {
          long due = first + TimeUnit.SECONDS.toNanos(part);
          await(stream, () -> System.nanoTime() >= due);
          files += feed.land();
          memory.add(resident(stream.pid()));
          // Where a round has just ended: its own rows are no growth.
          long rounds = rounds(said(said));
          if (rounds > seen && part >= parts / 3) {
            (part < 2 * parts / 3 ? middle : end).add(alive(stream.pid()));
          }
          seen = rounds;
        }
        long landed = files;
        await(stream, () -> arrivals(said(said)) >= landed);
      } finally {
        stream.destroy();
        stream.waitFor();
      }
    }
    report(new BenchLake(spark, lake, landing, LakeClock.system()), memory, middle, end);
  }

  private static Process start(Path lake, Path landing, Path said) throws IOException {
    return new ProcessBuilder(
            System.getProperty("lake.home") + "/lake",
            "stream",
            "--trigger",
            "10s",
            "--set",
            "lake.root=" + lake,
            "--set",
            "landing.root=" + landing)
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  private static void await(Process stream, BooleanSupplier event) throws InterruptedException {
    while (!event.getAsBoolean()) {
      if (!stream.isAlive()) {
        throw new IllegalStateException(
            "Cannot measure the stream: it ended. See stream.log in the folder of the data.");
      }
      Thread.sleep(10);
    }
  }

  private static String said(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long rounds(String said) {
    return ROUND.matcher(said).results().count();
  }

  private static long arrivals(String said) {
    return ROUND.matcher(said).results().mapToLong(round -> Long.parseLong(round.group(1))).sum();
  }

  /** Bytes of memory that the process holds; 0 where the system does not say. */
  private static long resident(long pid) throws IOException {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    }
  }

  /** Bytes of the objects that are left in the process after a full collection. */
  private static long alive(long pid) throws IOException, InterruptedException {
    String command = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process histogram =
        new ProcessBuilder(command, String.valueOf(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    histogram.waitFor();
    Matcher total = TOTAL.matcher(said);
    if (!total.find()) {
      throw new IllegalStateException("Cannot measure the stream's memory: " + said.strip());
    }
    return Long.parseLong(total.group(1));
  }

  /** A document's way ends with the job that wrote it, in the round that loaded its file. */
  private void report(BenchLake lake, List<Long> memory, List<Long> middle, List<Long> end) {
    lake.tables().read(Ops.JOB_RUNS).createOrReplaceTempView("job_runs");
    lake.tables().read(RawTables.LANDING_FILES).createOrReplaceTempView("landing_files");
    String runs =
        """
        SELECT i.run_id, modified_at FROM landing_files
        JOIN job_runs i ON i.job = 'ingest-landing' AND i.started_at = _ingested_at
        WHERE path LIKE '%%%s/%%'"""
            .formatted(lake.landing().getFileName());
    String ends =
        "SELECT run_id, CAST(started_at AS DOUBLE) + seconds AS ended FROM job_runs WHERE job = '%s'";
    Row freshness =
        spark
            .sql(
                """
                SELECT count(*), percentile(m.ended - CAST(modified_at AS DOUBLE), 0.95),
                  percentile(g.ended - CAST(modified_at AS DOUBLE), 0.95)
                FROM (%s) i
                JOIN (%s) m ON m.run_id = i.run_id
                JOIN (%s) g ON g.run_id = i.run_id"""
                    .formatted(
                        runs, ends.formatted(MESSAGES_JOB), ends.formatted(LAST_JOB_OF_GOLD)))
            .head();
    results.ratio(
        "stream: p95 from arrival to messages, s",
        freshness.getDouble(1),
        "<=",
        MOST_SECONDS_TO_MESSAGES);
    results.ratio(
        "stream: p95 from arrival to gold, s", freshness.getDouble(2), "<=", MOST_SECONDS_TO_GOLD);
    int third = memory.size() / 3;
    results.ratio(
        "stream: memory at its end / after a third of it",
        (double) memory.get(memory.size() - 1) / memory.get(third));
    if (!middle.isEmpty() && !end.isEmpty()) {
      // Some samples fall into the next round, whose rows are alive: a leak lifts the least.
      results.ratio(
          "stream: fewest bytes of live objects in its last third / in its middle one",
          (double) Collections.min(end) / Collections.min(middle),
          "<=",
          MOST_GROWTH);
    }
    spark
        .sql(
            """
            SELECT job, collect_list(seconds) AS seconds, sum(rows_read) AS rows FROM job_runs
            WHERE started_at >= (
              SELECT min(started_at) FROM job_runs WHERE run_id IN (SELECT run_id FROM (%s)))
              AND rows_read > 0
            GROUP BY job ORDER BY sum(job_runs.seconds) DESC"""
                .formatted(runs))
        .collectAsList()
        .forEach(
            job ->
                results.add(
                    new Measured(
                        "stream, each round: " + job.getString(0),
                        job.getLong(2),
                        job.getList(1),
                        0,
                        0,
                        0,
                        0)));
  }
}
