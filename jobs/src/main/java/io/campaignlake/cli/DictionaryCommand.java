package io.campaignlake.cli;

import io.campaignlake.Jobs;
import io.campaignlake.dictionary.ConfigurationTable;
import io.campaignlake.dictionary.DataContract;
import io.campaignlake.dictionary.DataDictionary;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What tables, columns and keys mean. */
@Command(
    name = "dictionary",
    description = "Prints what every table and column means, or every configuration key.")
final class DictionaryCommand implements Runnable, ConfiguredCommand {
  @Mixin private CommonOptions options = new CommonOptions();

  @ArgGroup private Form form = new Form();

  private static final class Form {
    @Option(names = "--markdown", description = "As notebooks/DATA_DICTIONARY.md (default).")
    private boolean markdown;

    @Option(
        names = "--odcs",
        description = "As notebooks/data-contract.yaml, an Open Data Contract (ODCS 3.1).")
    private boolean odcs;

    @Option(names = "--keys", description = "As the table of conf/README.md.")
    private boolean keys;
  }

  @Override
  public CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    System.out.print(form.odcs ? odcs() : form.keys ? ConfigurationTable.markdown() : markdown());
  }

  static String markdown() {
    return DataDictionary.markdown(Jobs.everyTable(), Jobs.IN_DATA_ORDER);
  }

  static String odcs() {
    return DataContract.yaml(Jobs.everyTable());
  }
}
