package io.campaignlake.lake;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/** Starts Spark with the settings of {@code conf/spark-defaults.conf}. */
public final class Sessions {
  private Sessions() {}

  /**
   * The session of the process. Under spark-submit its master and its settings win; started by the
   * launcher, those of the configuration hold.
   */
  public static SparkSession start(Settings settings) {
    SparkSession.Builder builder = SparkSession.builder().appName("campaign-lake");
    Properties shipped = defaults();
    Properties fitting = defaults();
    fitting.putAll(DataSize.of(settings).sparkSettings());
    for (String name : fitting.stringPropertyNames()) {
      String given = System.getProperty(name);
      // spark-submit hands on the shipped file: only what differs from it is somebody's wish.
      if (given == null || given.equals(shipped.getProperty(name))) {
        builder.config(name, fitting.getProperty(name));
      }
    }
    if (!isSubmitted()) {
      builder.master(settings.sparkMaster());
      // Spark makes the folder, though nothing is ever in it; it must not be where the user stands.
      builder.config(
          "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/warehouse");
    }
    return builder.getOrCreate();
  }

  /** Whether spark-submit started the process; else the launcher did. */
  public static boolean isSubmitted() {
    return System.getProperty("spark.master") != null;
  }

  /** The shipped settings: a name, white space, a value. */
  public static Properties defaults() {
    Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Sessions.class.getResourceAsStream("/spark-defaults.conf")),
            StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return properties;
  }
}
