package io.campaignlake.lake;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which version of each input a job has consumed. It is stored as the user metadata of the output's
 * own commit, so that data and progress can never part.
 *
 * @param job name of the job
 * @param runId run that wrote it
 * @param consumed full table name → version
 */
public record Progress(
    @JsonProperty("job") String job,
    @JsonProperty("run_id") String runId,
    @JsonProperty("consumed") Map<String, Long> consumed) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Progress none(String job, String runId) {
    return new Progress(job, runId, Map.of());
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(new Progress(job, runId, new TreeMap<>(consumed)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The progress that the job recorded last in a table's log; empty when it never wrote there, or
   * when the log entry has expired.
   */
  public static Optional<Progress> last(CommitLog log, long version, String job) {
    for (long v = version; v >= 0; v--) {
      Optional<JsonNode> info = log.commitInfo(v);
      if (info.isEmpty()) {
        return Optional.empty();
      }
      Optional<Progress> found = parsed(info.get().path("userMetadata"), job);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Progress> parsed(JsonNode metadata, String job) {
    if (!metadata.asText().startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(metadata.asText());
      boolean ours = job.equals(node.path("job").asText()) && node.has("consumed");
      return ours ? Optional.of(JSON.treeToValue(node, Progress.class)) : Optional.empty();
    } catch (JsonProcessingException otherTool) {
      return Optional.empty();
    }
  }
}
