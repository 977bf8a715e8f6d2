package io.campaignlake.lake;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * The configuration: defaults of {@code conf/lake.conf}, overlaid by a file, the environment and
 * the command line. Every key and its default stand in that file alone; a key that it does not have
 * is an error.
 */
public final class LakeConfig {
  private static final Config DEFAULTS = ConfigFactory.parseResources("lake.conf").resolve();

  private final Config config;
  private final Map<String, String> environment;
  private final List<String> problems;

  private LakeConfig(Config config, Map<String, String> environment, List<String> problems) {
    this.config = config;
    this.environment = environment;
    this.problems = List.copyOf(problems);
  }

  /**
   * @param file overlays the defaults; null for none
   * @param sets {@code key=value} of the command line, the last one of a key wins
   * @return what could be read; {@link #problems()} says what could not
   */
  public static LakeConfig load(Path file, List<String> sets, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    Config overlay = fromFile(file, problems);
    overlay =
        fromSets(sets, problems).withFallback(fromEnvironment(environment)).withFallback(overlay);
    refuseUnknownKeys(overlay, problems);
    return new LakeConfig(overlay.withFallback(DEFAULTS), environment, problems);
  }

  /** All that is wrong with keys and files; values are judged by those who read them. */
  List<String> problems() {
    return problems;
  }

  private static Config fromFile(Path file, List<String> problems) {
    if (file == null) {
      return ConfigFactory.empty();
    }
    if (!Files.isReadable(file)) {
      problems.add(
          "Cannot read configuration %s: no such file. Give another --conf.".formatted(file));
      return ConfigFactory.empty();
    }
    try {
      return ConfigFactory.parseFile(file.toFile()).resolve();
    } catch (ConfigException e) {
      problems.add(
          "Cannot read configuration %s: %s. Correct the file.".formatted(file, e.getMessage()));
      return ConfigFactory.empty();
    }
  }

  private static Config fromSets(List<String> sets, List<String> problems) {
    Config config = ConfigFactory.empty();
    for (String set : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) {
        problems.add("Cannot read --set %s: it is not key=value. Write it so.".formatted(set));
        continue;
      }
      String key = set.substring(0, equals).strip();
      if (!DEFAULTS.hasPath(quoted(key))) {
        problems.add(unknown(key));
        continue;
      }
      config = config.withValue(key, valueOf(key, set.substring(equals + 1)));
    }
    return config;
  }

  private static String quoted(String key) {
    return key.matches("[A-Za-z0-9_.-]+") && !key.matches(".*\\.\\..*|^\\..*|.*\\.$")
        ? key
        : "\"\"";
  }

  private static Config fromEnvironment(Map<String, String> environment) {
    Config config = ConfigFactory.empty();
    for (var entry : DEFAULTS.entrySet()) {
      String key = entry.getKey();
      String name = variable(key);
      if (environment.containsKey(name)) {
        config = config.withValue(key, valueOf(key, environment.get(name)));
      }
    }
    return config;
  }

  /** Every key, in the order of the file. */
  public static List<ConfigKey> keys() {
    return DEFAULTS.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().origin().lineNumber()))
        .map(entry -> ConfigKey.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The environment variable that sets a key. */
  public static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static ConfigValue valueOf(String key, String text) {
    boolean isList = DEFAULTS.getValue(key).valueType() == ConfigValueType.LIST;
    if (!isList) {
      return ConfigValueFactory.fromAnyRef(text);
    }
    List<String> items =
        Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    return ConfigValueFactory.fromIterable(items);
  }

  private static void refuseUnknownKeys(Config overlay, List<String> problems) {
    for (String key : new TreeSet<>(overlay.root().isEmpty() ? List.of() : keysOf(overlay))) {
      if (!DEFAULTS.hasPathOrNull(key)) {
        problems.add(unknown(key));
      }
    }
  }

  private static List<String> keysOf(Config config) {
    return config.entrySet().stream().map(Map.Entry::getKey).toList();
  }

  private static String unknown(String key) {
    return "Cannot use configuration key %s: there is no such key. conf/lake.conf lists them all."
        .formatted(key);
  }

  /** What must not stand in a file or on a command line, such as a password. */
  Optional<String> environment(String variable) {
    return Optional.ofNullable(environment.get(variable));
  }

  /** Reads one key, turning what is wrong with its value into a problem of the list. */
  public <T> T read(String key, BiFunction<Config, String, T> reader, List<String> problems) {
    try {
      return reader.apply(config, key);
    } catch (RuntimeException e) {
      String value = config.hasPath(key) ? config.getValue(key).unwrapped().toString() : "";
      problems.add(
          "Cannot use %s = %s: %s. Correct it."
              .formatted(key, value, firstSentence(e.getMessage())));
      return null;
    }
  }

  private static String firstSentence(String message) {
    return message == null
        ? "wrong value"
        : message.replaceFirst("^.*?@ [^:]+: [0-9]+: ", "").replaceAll("\\.+$", "");
  }

  /** The values of the keys, as text, in the order given. */
  public Map<String, String> values(List<String> keys) {
    Map<String, String> values = new java.util.LinkedHashMap<>();
    keys.forEach(key -> values.put(key, config.getValue(key).unwrapped().toString()));
    return values;
  }
}
