package io.campaignlake.cli;

import io.campaignlake.lake.Lake;
import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.LakeException;
import io.campaignlake.lake.Sessions;
import io.campaignlake.lake.Settings;
import io.campaignlake.lake.StoredPolicy;
import io.campaignlake.raw.Landing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** The options of every command, and what they give. */
final class CommonOptions {
  /** The launcher says where it stands; without it, below the working folder. */
  private static final Path DEFAULT_FILE =
      Path.of(System.getProperty("lake.home", "."), "conf", "lake.conf");

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Configuration file (default conf/lake.conf).")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "Sets one configuration key; may be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      description = "Fixes the clock, for example 2026-06-15T00:00:00Z.")
  private String now;

  @Option(names = "--verbose", description = "Logs more, and adds the trace to errors.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  private LakeConfig config;
  private Settings settings;
  private LakeClock clock;

  /**
   * @param check what else may be wrong
   * @throws LakeException of usage, naming all that is wrong
   */
  void load(Runnable check) {
    if (verbose) {
      System.setProperty("lake.log.level", "info");
    }
    Path chosen = file != null ? file : Files.exists(DEFAULT_FILE) ? DEFAULT_FILE : null;
    config = LakeConfig.load(chosen, sets, System.getenv());
    checkAll(this::readSettings, this::readClock, check);
  }

  /**
   * Checks everything, whatever the first ones find.
   *
   * @throws LakeException of usage, naming all that is wrong
   */
  static void checkAll(Runnable... checks) {
    List<String> problems = new ArrayList<>();
    for (Runnable check : checks) {
      try {
        check.run();
      } catch (LakeException e) {
        problems.addAll(e.getMessage().lines().toList());
      }
    }
    if (!problems.isEmpty()) {
      throw LakeException.usage(problems);
    }
  }

  private void readSettings() {
    settings = Settings.of(config);
  }

  private void readClock() {
    clock = now == null ? LakeClock.system() : LakeClock.fixed(instant(now));
  }

  /**
   * @throws LakeException of usage when the landing root is missing, whatever else is configured
   */
  void requireLandingRoot() {
    String root = Settings.landingRoot(config, new ArrayList<>());
    if (root != null) {
      new Landing(root, new Configuration()).requireRoot();
    }
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw LakeException.usage(
          "Cannot use --now %s: it is not an ISO-8601 instant. Write it like 2026-06-15T00:00:00Z."
              .formatted(text));
    }
  }

  /** Puts the lake and its landing folder elsewhere, whatever is configured. */
  void relocate(Path lake, Path landing) {
    sets.add("lake.root=" + lake);
    sets.add("landing.root=" + landing);
    load(() -> {});
  }

  /**
   * @throws LakeException when the lake was computed with another policy than the configured one
   */
  void requireSamePolicy() {
    new StoredPolicy(settings.lakeRoot(), new Configuration()).requireSame(settings.policy());
  }

  Settings settings() {
    return settings;
  }

  LakeClock clock() {
    return clock;
  }

  boolean verbose() {
    return verbose;
  }

  /** The lake, in a Spark session that starts now. */
  Lake lake() {
    return new Lake(Sessions.start(settings), settings.lakeRoot());
  }
}
