package io.campaignlake.bench;

import io.campaignlake.lake.DataSize;
import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.LocalDisk;
import io.campaignlake.lake.Policy;
import io.campaignlake.lake.Sessions;
import io.campaignlake.lake.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lake bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures the program against what one would pick instead, on the same files.")
final class Bench implements Callable<Integer> {
  /** Parts of the benchmark, in the order in which they run. */
  enum Part {
    /** The full history, by two keys, against DuckDB and a bare scan. */
    ATTRIBUTION,
    /** The same against two range joins in Spark SQL, beside ATTRIBUTION and ONE_KEY. */
    ANALYST,
    /** The same by the phone alone. */
    ONE_KEY,
    /** One person with a hundredth of all touches and orders. */
    HOT,
    /** Twice the data. */
    GROWTH,
    /** From landing files to gold and reports. */
    LANDING,
    /** One more day on a lake of many days, and on one of four times as many. */
    INCREMENT,
    /** The messages of the lake of many days, made unless INCREMENT left it, in several layouts. */
    LAYOUT,
    /** A stream on that lake. */
    STREAM,
    /** What the console answers, once warm. */
    CONSOLE
  }

  private static final int HOT_PER_MILLE = 10;

  /** Of a message in landing files and raw tables, with all that follows it. */
  private static final int BYTES_A_MESSAGE = 2_000;

  @Option(names = "--rounds", defaultValue = "3", description = "Default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-ups",
      defaultValue = "1",
      description = "At least so many rounds that do not count. Default ${DEFAULT-VALUE}.")
  private int warmUps;

  @Option(
      names = "--messages",
      defaultValue = "10000000",
      description = "Default ${DEFAULT-VALUE}.")
  private long messages;

  @Option(
      names = "--landed",
      defaultValue = "1000000",
      description = "Messages of the landing files; default ${DEFAULT-VALUE}.")
  private long landed;

  @Option(
      names = "--days",
      defaultValue = "60",
      description = "Days of the lake that gets one more; default ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--a-day",
      defaultValue = "20000",
      description = "Messages of each of these days; default ${DEFAULT-VALUE}.")
  private int aDay;

  @Option(
      names = "--rate",
      defaultValue = "2000",
      description = "Documents a second for the stream; default ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--streamed",
      defaultValue = "600",
      description = "Seconds of the stream; default ${DEFAULT-VALUE}.")
  private int streamed;

  @Option(names = "--only", split = ",", description = "${COMPLETION-CANDIDATES}; default all.")
  private List<Part> only = List.of(Part.values());

  @Option(names = "--data", defaultValue = "bench-data", description = "Folder for the data.")
  private Path data;

  @Option(names = "--out", defaultValue = "bench.json", description = "File for the JSON.")
  private Path out;

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws Exception {
    LocalDisk.use();
    Path root = Files.createDirectories(data.toAbsolutePath());
    int threads = Runtime.getRuntime().availableProcessors();
    List<String> folders = List.of("lake.root=" + root, "landing.root=" + root);
    Settings settings = Settings.of(LakeConfig.load(null, folders, Map.of()));
    SparkSession spark = Sessions.start(settings);
    try (DuckDb duck = new DuckDb(threads, root)) {
      Results results = new Results(machine(spark, duck, threads));
      Stopwatch watch = new Stopwatch(spark, rounds, warmUps, System.err);
      if (only.stream().anyMatch(part -> part.compareTo(Part.LANDING) < 0)) {
        runAttribution(spark, settings.policy(), watch, duck, root, results);
      }
      if (only.contains(Part.LANDING)) {
        LandingBench bench = new LandingBench(spark, watch, duck, root, results);
        Path landing = bench.landing(landed);
        fit(spark, results, landing);
        bench.run(landing);
      }
      if (only.contains(Part.INCREMENT)) {
        runIncrements(spark, root, results);
      }
      IncrementBench lakes = new IncrementBench(spark, root, results);
      if (only.contains(Part.LAYOUT)) {
        fit(spark);
        new LayoutBench(spark, watch, root, results).run(lakes.lake(days, aDay));
      }
      if (only.contains(Part.STREAM)) {
        Path lake = lakes.lake(days, aDay);
        new StreamBench(spark, root, results)
            .run(lake, IncrementBench.dayAfter(days), rate, streamed);
      }
      if (only.contains(Part.CONSOLE)) {
        DataSize.small().sparkSettings().forEach(spark.conf()::set);
        new ConsoleBench(spark, watch, root, results).run();
      }
      results.print(System.out);
      results.write(out);
    } finally {
      spark.stop();
    }
    return 0;
  }

  private void runAttribution(
      SparkSession spark, Policy policy, Stopwatch watch, DuckDb duck, Path root, Results results)
      throws Exception {
    AttributionBench bench = new AttributionBench(spark, watch, duck, policy, root, results);
    SilverData plain = SilverData.of(spark, root, messages, 0);
    fit(spark, results, plain.folder());
    if (only.contains(Part.ATTRIBUTION)) {
      bench.compare(plain, "attribution", true, only.contains(Part.ANALYST));
    }
    if (only.contains(Part.ONE_KEY)) {
      bench.compare(plain, "by phone alone", false, only.contains(Part.ANALYST));
    }
    if (only.contains(Part.HOT)) {
      bench.beside(plain, SilverData.of(spark, root, messages, HOT_PER_MILLE), "hot person", 1.5);
    }
    if (only.contains(Part.GROWTH)) {
      bench.beside(plain, SilverData.of(spark, root, 2 * messages, 0), "twice the data", 2.2);
    }
  }

  private void runIncrements(SparkSession spark, Path root, Results results) throws IOException {
    IncrementBench bench = new IncrementBench(spark, root, results);
    // The same settings for both lakes: only the history differs.
    fit(spark);
    bench.warmUp();
    double longer = bench.measure(days, aDay);
    double shorter = bench.measure(days / 4, aDay);
    results.ratio("the same day after 4 x the history, time", longer / shorter, "<=", 1.3);
  }

  private static Map<String, String> machine(SparkSession spark, DuckDb duck, int threads)
      throws Exception {
    Runtime runtime = Runtime.getRuntime();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("processors", String.valueOf(threads));
    settings.put("heap", (runtime.maxMemory() >> 20) + " MB");
    settings.put("java", System.getProperty("java.vendor") + " " + Runtime.version());
    settings.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    settings.put("spark", spark.version());
    settings.put("duckdb", duck.one("SELECT version()"));
    return settings;
  }

  /** Settings of the session that follow from the size of the lake of many days. */
  private void fit(SparkSession spark) {
    DataSize.of((long) days * aDay * BYTES_A_MESSAGE).sparkSettings().forEach(spark.conf()::set);
  }

  /** Settings of the session that follow from the size of the data. */
  private static void fit(SparkSession spark, Results results, Path folder) throws IOException {
    DataSize size;
    try (Stream<Path> files = Files.walk(folder)) {
      size = DataSize.of(files.mapToLong(file -> file.toFile().length()).sum());
    }
    size.sparkSettings().forEach(spark.conf()::set);
    results.setting("spark settings", new TreeMap<>(size.sparkSettings()).toString());
  }
}
