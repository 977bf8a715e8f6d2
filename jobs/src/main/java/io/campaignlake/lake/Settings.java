package io.campaignlake.lake;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration of a run, checked as a whole.
 *
 * @param lakeRoot folder or URI of the tables
 * @param landingRoot folder or URI of the source files
 * @param maxDocumentBytes longest document that is loaded
 * @param maxFilesPerBatch most landing files that are loaded by one commit of a raw table
 * @param kafka topics that are read beside the landing folders
 * @param sparkMaster Spark master of the launcher
 * @param maxRejectedShare share of rejected documents, 0 to 1, above which a run fails
 * @param minDocuments documents of a source from which on the share is looked at
 * @param formulaGuard whether CSV texts that a spreadsheet would run get a {@code '}
 * @param dashboardExactRecipients recipient-days of a page, up to which its unique counts are exact
 * @param serveToken secret of the console; empty for none
 * @param keepVersionsFor how far back time travel works after ./lake maintain
 * @param mail how reports leave by mail
 */
public record Settings(
    String lakeRoot,
    String landingRoot,
    long maxDocumentBytes,
    int maxFilesPerBatch,
    KafkaSettings kafka,
    String sparkMaster,
    double maxRejectedShare,
    int minDocuments,
    boolean formulaGuard,
    int dashboardExactRecipients,
    String serveToken,
    Duration keepVersionsFor,
    MailSettings mail,
    Policy policy,
    LakeConfig config) {

  /**
   * @throws LakeException of usage, naming every wrong value at once
   */
  public static Settings of(LakeConfig config) {
    List<String> problems = new ArrayList<>(config.problems());
    String lakeRoot = config.read("lake.root", Settings::root, problems);
    String landingRoot = landingRoot(config, problems);
    Long maxDocument = config.read("landing.max-document-size", Config::getBytes, problems);
    Integer maxFiles = config.read("landing.max-files-per-batch", Settings::positive, problems);
    KafkaSettings kafka = KafkaSettings.read(config, problems);
    String master = config.read("spark.master", Config::getString, problems);
    Double share = config.read("quality.max-rejected-share", Settings::share, problems);
    Integer documents = config.read("quality.min-documents", Config::getInt, problems);
    Boolean guard = config.read("reports.csv.formula-guard", Config::getBoolean, problems);
    Integer exact = config.read("dashboard.exact-recipients", Settings::positive, problems);
    String token = config.read("serve.token", Config::getString, problems);
    Duration keep = config.read("maintain.keep-versions-for", Settings::kept, problems);
    Policy policy = Policy.read(config, problems);
    MailSettings mail = MailSettings.read(config, problems);
    if (!problems.isEmpty()) {
      throw LakeException.usage(problems);
    }
    return new Settings(
        lakeRoot,
        landingRoot,
        maxDocument,
        maxFiles,
        kafka,
        master,
        share,
        documents,
        guard,
        exact,
        token,
        keep,
        mail,
        policy,
        config);
  }

  /** The landing root alone, where other values may be wrong; null when it is itself. */
  public static String landingRoot(LakeConfig config, List<String> problems) {
    return config.read("landing.root", Settings::root, problems);
  }

  /** Folders count from where the program was started; URIs stay as they are. */
  private static String root(Config config, String key) {
    String root = config.getString(key);
    if (root.isBlank()) {
      throw new IllegalArgumentException("it is empty");
    }
    return isUri(root) ? root : Path.of(root).toAbsolutePath().normalize().toString();
  }

  static boolean isUri(String root) {
    return root.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
  }

  static int positive(Config config, String key) {
    int number = config.getInt(key);
    if (number < 1) {
      throw new IllegalArgumentException("it is not positive");
    }
    return number;
  }

  /** An hour at least: what a command is writing belongs to no version yet. */
  private static Duration kept(Config config, String key) {
    Duration kept = config.getDuration(key);
    if (kept.compareTo(Duration.ofHours(1)) < 0 || kept.compareTo(Table.LOG_KEPT) > 0) {
      throw new IllegalArgumentException(
          "it is not between 1 hour and %d days, for which tables keep their log"
              .formatted(Table.LOG_KEPT.toDays()));
    }
    return kept;
  }

  private static double share(Config config, String key) {
    double share = config.getDouble(key);
    if (share < 0 || share > 1) {
      throw new IllegalArgumentException("it is not between 0 and 1");
    }
    return share;
  }
}
