package io.campaignlake.dictionary;

import io.campaignlake.lake.ConfigKey;
import io.campaignlake.lake.LakeConfig;
import java.util.List;

/** The table of {@code conf/README.md}: every key with its default, variable and meaning. */
public final class ConfigurationTable {
  private ConfigurationTable() {}

  public static String markdown() {
    StringBuilder table =
        new StringBuilder(Markdown.header("Key", "Default", "Policy", "Variable", "Meaning"));
    for (ConfigKey key : LakeConfig.keys()) {
      table.append(
          Markdown.row(
              List.of(
                  Markdown.code(key.key()),
                  Markdown.code(key.defaultValue()),
                  key.isPolicy() ? "policy" : "",
                  Markdown.code(LakeConfig.variable(key.key())),
                  key.meaning())));
    }
    return table.toString();
  }
}
