package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.lake.Job;
import io.campaignlake.lake.LakeException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The root command. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
@Command(
    name = "lake",
    description = "WhatsApp campaign analytics on Spark and Delta Lake.",
    subcommands = {
      DemoCommand.class,
      GenerateCommand.class,
      RunCommand.class,
      StreamCommand.class,
      RebuildCommand.class,
      MaintainCommand.class,
      ReportCommand.class,
      CampaignsCommand.class,
      DashboardCommand.class,
      ServeCommand.class,
      ExplainOrderCommand.class,
      SqlCommand.class,
      SqlServerCommand.class,
      PublishCommand.class,
      JobsCommand.class,
      DictionaryCommand.class,
      CommandLine.HelpCommand.class
    })
public final class LakeCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Cannot run: no command is given. ./lake help lists them.");
  }

  /** Runs one command line and returns its exit code; messages go to standard error. */
  public static int execute(String... args) {
    CommandLine line = new CommandLine(new LakeCommand());
    for (Job job : Jobs.IN_DATA_ORDER) {
      line.addSubcommand(job.name(), new JobCommand(job));
    }
    line.setExecutionStrategy(LakeCommand::optionsThenRun);
    line.setParameterExceptionHandler((e, given) -> usage(e));
    line.setExecutionExceptionHandler((e, command, result) -> failed(e, command));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getSubcommands().values().forEach(sub -> sub.setUsageHelpAutoWidth(true));
    line.registerConverter(LocalDate.class, LakeCommand::date);
    collectErrors(line);
    return line.execute(args);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("%s is no date like 2026-03-01".formatted(text));
    }
  }

  /** The first wrong option must not hide the others. */
  private static void collectErrors(CommandLine line) {
    line.getCommandSpec().parser().collectErrors(true);
    line.getSubcommands().values().forEach(LakeCommand::collectErrors);
  }

  /** All that is wrong with the options and the configuration is said before anything starts. */
  private static int optionsThenRun(CommandLine.ParseResult parsed) {
    List<CommandLine> commands = parsed.asCommandLineList();
    CommandLine last = commands.get(commands.size() - 1);
    try {
      if (!last.isUsageHelpRequested()) {
        CommonOptions.checkAll(() -> checkOptions(commands), () -> checkConfiguration(last));
      }
    } catch (LakeException e) {
      last.getErr().println(e.getMessage());
      return e.exitCode();
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static void checkOptions(List<CommandLine> commands) {
    List<String> problems = new ArrayList<>();
    for (CommandLine command : commands) {
      command.getParseResult().errors().forEach(e -> problems.add(message(e)));
    }
    if (!problems.isEmpty()) {
      throw LakeException.usage(problems);
    }
  }

  private static void checkConfiguration(CommandLine last) {
    if (last.getCommand() instanceof ConfiguredCommand configured) {
      configured.options().load(configured::check);
    }
  }

  private static int usage(ParameterException e) {
    e.getCommandLine().getErr().println(message(e));
    return LakeException.USAGE;
  }

  private static String message(Exception e) {
    String message = e.getMessage();
    return message.startsWith("Cannot ")
        ? message
        : "Cannot run: " + sentence(message) + " ./lake help lists commands and options.";
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message : message + ".";
  }

  private static int failed(Exception e, CommandLine command) {
    boolean verbose =
        command.getCommand() instanceof ConfiguredCommand configured
            && configured.options().verbose();
    LakeException known = known(e);
    PrintWriter err = command.getErr();
    if (known != null) {
      err.println(known.getMessage());
    } else {
      err.println(
          "Cannot "
              + command.getCommandName()
              + ": "
              + firstLine(e)
              + ". Run again with --verbose for the trace.");
    }
    if (verbose) {
      e.printStackTrace(err);
    }
    return known == null ? LakeException.FAILED : known.exitCode();
  }

  private static LakeException known(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof LakeException known) {
        return known;
      }
    }
    return null;
  }

  /** Spark wraps what went wrong in a task into numbers of stages and tasks. */
  private static boolean saysNothing(Throwable e) {
    return e.getMessage() == null || e.getMessage().startsWith("Job aborted due to stage failure");
  }

  private static String firstLine(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && saysNothing(cause)) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return message.strip().lines().findFirst().orElse("unknown").replaceAll("\\.+$", "");
  }
}
