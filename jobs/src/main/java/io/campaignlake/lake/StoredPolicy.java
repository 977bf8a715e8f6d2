package io.campaignlake.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The policy values that the lake's numbers were computed with, beside the tables. */
public final class StoredPolicy {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Stands beside the values while some tables may have been computed with others. */
  private static final String REBUILD_UNDER_WAY = "rebuild under way";

  private final SmallFile file;

  public StoredPolicy(String root, Configuration hadoop) {
    this.file = new SmallFile(root + "/_policy.json", hadoop);
  }

  /**
   * @throws LakeException when the lake was computed with other values
   */
  public void requireSame(Policy policy) {
    Optional<String> stored = file.read();
    if (stored.isEmpty()) {
      return;
    }
    Map<String, String> before = parsed(stored.get());
    if (before.containsKey(REBUILD_UNDER_WAY)) {
      throw LakeException.failed(
          "Cannot run: a rebuild with another policy has not ended, and some tables are of that policy. Run ./lake rebuild");
    }
    List<String> differences = new ArrayList<>();
    policy
        .values()
        .forEach(
            (key, now) -> {
              String was = before.getOrDefault(key, "not set");
              if (!was.equals(now)) {
                differences.add("%s was %s and is %s".formatted(key, was, now));
              }
            });
    if (!differences.isEmpty()) {
      throw LakeException.failed(
          "Cannot run: %s. Restore it or run ./lake rebuild"
              .formatted(String.join("; ", differences)));
    }
  }

  /** Keeps the values, when the lake has none yet. */
  public void keep(Policy policy) {
    if (file.read().isEmpty()) {
      replace(policy);
    }
  }

  /**
   * Notes that a rebuild with other values has begun: until {@link #replace} the tables may be of
   * two policies, and only another rebuild may go on.
   */
  void rebuildBegins(Policy policy) {
    Map<String, String> stored = file.read().map(StoredPolicy::parsed).orElse(policy.values());
    if (!stored.equals(policy.values())) {
      stored.put(REBUILD_UNDER_WAY, "true");
      write(stored);
    }
  }

  /** Keeps the values in place of those of before: all numbers have been computed with them. */
  public void replace(Policy policy) {
    write(policy.values());
  }

  private void write(Map<String, String> values) {
    try {
      file.write(JSON.writeValueAsString(new LinkedHashMap<>(values)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parsed(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw LakeException.failed(
          "Cannot read the lake's policy: %s. Run ./lake rebuild."
              .formatted(e.getOriginalMessage()),
          e);
    }
  }
}
