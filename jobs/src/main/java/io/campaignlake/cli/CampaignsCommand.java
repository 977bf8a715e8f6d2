package io.campaignlake.cli;

import io.campaignlake.campaigns.Author;
import io.campaignlake.campaigns.CampaignCommands;
import io.campaignlake.campaigns.CampaignFormat;
import io.campaignlake.campaigns.CampaignStatus;
import io.campaignlake.campaigns.Definition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The campaigns: they answer without Spark, and while data jobs run. */
@Command(
    name = "campaigns",
    description = "Lists, shows, creates, edits, pauses, resumes and stops campaigns.",
    subcommands = {
      CampaignsCommand.ListThem.class,
      CampaignsCommand.Show.class,
      CampaignsCommand.Create.class,
      CampaignsCommand.Edit.class,
      CampaignsCommand.Pause.class,
      CampaignsCommand.Resume.class,
      CampaignsCommand.Stop.class
    })
final class CampaignsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Cannot run campaigns: say list, show, create, edit, pause, resume or stop.");
  }

  private enum Output {
    TEXT,
    JSON
  }

  /** What all of them share. */
  abstract static class Base implements Runnable, ConfiguredCommand {
    @Mixin private CommonOptions options = new CommonOptions();

    @Option(
        names = "--format",
        defaultValue = "text",
        description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Output format;

    @Override
    public CommonOptions options() {
      return options;
    }

    abstract String answer(CampaignCommands commands, CampaignFormat chosen);

    @Override
    public void run() {
      CampaignFormat text =
          System.console() == null ? CampaignFormat.TEXT : CampaignFormat.COLOURED_TEXT;
      CampaignFormat chosen = format == Output.JSON ? CampaignFormat.JSON : text;
      String answer = answer(new CampaignCommands(options.settings(), options.clock()), chosen);
      System.out.print(answer.endsWith("\n") ? answer : answer + System.lineSeparator());
    }
  }

  @Command(name = "list", description = "All campaigns.")
  static final class ListThem extends Base {
    @Option(names = "--status", split = ",", description = "Only these: LIVE,PAUSED,STOPPED,SENT.")
    private List<CampaignStatus> statuses;

    @Override
    String answer(CampaignCommands commands, CampaignFormat format) {
      Set<CampaignStatus> chosen =
          statuses == null ? EnumSet.noneOf(CampaignStatus.class) : EnumSet.copyOf(statuses);
      return commands.list(chosen, format);
    }
  }

  @Command(name = "show", description = "One campaign.")
  static final class Show extends Base {
    @Parameters(paramLabel = "ID")
    private String id;

    @Override
    String answer(CampaignCommands commands, CampaignFormat format) {
      return commands.show(id, format);
    }
  }

  /** What all changes share. */
  abstract static class Change extends Base {
    @Parameters(paramLabel = "ID")
    private String id;

    @Option(
        names = "--by",
        paramLabel = "WHO",
        description = "Who does it (default the system user).")
    private String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private String reason;

    abstract String change(
        CampaignCommands commands, String campaign, Author author, CampaignFormat format);

    @Override
    final String answer(CampaignCommands commands, CampaignFormat format) {
      return change(commands, id, new Author(by, reason), format);
    }
  }

  @Command(name = "create", description = "A new campaign.")
  static final class Create extends Change {
    @Option(names = "--type", required = true, paramLabel = "BROADCAST|API")
    private String type;

    @Option(names = "--message-type", required = true, paramLabel = "TEMPLATE|REGULAR")
    private String messageType;

    @Option(names = "--name")
    private String name;

    @Option(names = "--template")
    private String template;

    @Option(names = "--language")
    private String language;

    @Option(names = "--audience")
    private Long audience;

    @Override
    String change(
        CampaignCommands commands, String campaign, Author author, CampaignFormat format) {
      return commands.create(
          campaign,
          new Definition(type, messageType, name, template, language, audience),
          author,
          format);
    }
  }

  @Command(name = "edit", description = "Changes language, message type, name or template.")
  static final class Edit extends Change {
    @Option(names = "--message-type", paramLabel = "TEMPLATE|REGULAR")
    private String messageType;

    @Option(names = "--name")
    private String name;

    @Option(names = "--template")
    private String template;

    @Option(names = "--language")
    private String language;

    @Override
    String change(
        CampaignCommands commands, String campaign, Author author, CampaignFormat format) {
      return commands.edit(
          campaign,
          new Definition(null, messageType, name, template, language, null),
          author,
          format);
    }
  }

  /** One step of the state machine: nothing but the campaign and its author. */
  @FunctionalInterface
  private interface Step {
    String take(CampaignCommands commands, String campaign, Author author, CampaignFormat format);
  }

  private abstract static class StateChange extends Change {
    private final Step step;

    StateChange(Step step) {
      this.step = step;
    }

    @Override
    final String change(
        CampaignCommands commands, String campaign, Author author, CampaignFormat format) {
      return step.take(commands, campaign, author, format);
    }
  }

  @Command(name = "pause", description = "Holds a campaign.")
  static final class Pause extends StateChange {
    Pause() {
      super(CampaignCommands::pause);
    }
  }

  @Command(name = "resume", description = "Lets a paused campaign go on.")
  static final class Resume extends StateChange {
    Resume() {
      super(CampaignCommands::resume);
    }
  }

  @Command(name = "stop", description = "Ends a campaign for good.")
  static final class Stop extends StateChange {
    Stop() {
      super(CampaignCommands::stop);
    }
  }
}
