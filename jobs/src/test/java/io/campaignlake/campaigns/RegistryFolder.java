package io.campaignlake.campaigns;

import io.campaignlake.lake.LakeClock;
import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A registry in a folder, with a fixed clock. Started as a process it creates or pauses a campaign.
 */
final class RegistryFolder {
  static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  static final Author ANA = new Author("ana", null);

  private RegistryFolder() {}

  static Settings settings(Path root) {
    return Settings.of(LakeConfig.load(null, List.of("lake.root=" + root), Map.of()));
  }

  static CampaignCommands at(Path root, Instant now) {
    return new CampaignCommands(settings(root), LakeClock.fixed(now));
  }

  static Definition broadcast(String name) {
    return new Definition("BROADCAST", "TEMPLATE", name, null, null, null);
  }

  static Definition edit(String name, String language) {
    return new Definition(null, null, name, null, language, null);
  }

  /** {@code <root> create|pause <id>}; exit 0 when it won, 1 when it was refused. */
  public static void main(String[] arguments) {
    CampaignCommands commands = at(Path.of(arguments[0]), NOW);
    try {
      if (arguments[1].equals("create")) {
        commands.create(arguments[2], broadcast(null), ANA, CampaignFormat.JSON);
      } else {
        commands.pause(arguments[2], ANA, CampaignFormat.JSON);
      }
    } catch (io.campaignlake.lake.LakeException refused) {
      System.err.println(refused.getMessage());
      System.exit(refused.exitCode());
    }
  }
}
