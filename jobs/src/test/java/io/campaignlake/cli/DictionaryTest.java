package io.campaignlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.Jobs;
import io.campaignlake.dictionary.ConfigurationTable;
import io.campaignlake.lake.ConfigKey;
import io.campaignlake.lake.Field;
import io.campaignlake.lake.LakeConfig;
import io.campaignlake.lake.Measure.Sum;
import io.campaignlake.lake.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.NumericType;
import org.junit.jupiter.api.Test;

/** What is written down about the tables and keys is what the program says of itself. */
final class DictionaryTest {
  private static final Path ROOT = Path.of("..");
  private static final String BEGIN = "<!-- keys -->\n";
  private static final String END = "<!-- /keys -->";

  @Test
  void dataDictionary_isWhatTheTablesSay() throws IOException {
    assertThat(Files.readString(ROOT.resolve("notebooks/DATA_DICTIONARY.md")))
        .as("notebooks/DATA_DICTIONARY.md; ./lake dictionary --markdown prints it")
        .isEqualTo(DictionaryCommand.markdown());
  }

  @Test
  void dataContract_isWhatTheTablesSay() throws IOException {
    assertThat(Files.readString(ROOT.resolve("notebooks/data-contract.yaml")))
        .as("notebooks/data-contract.yaml; ./lake dictionary --odcs prints it")
        .isEqualTo(DictionaryCommand.odcs());
  }

  @Test
  void tableOfKeys_isWhatTheConfigurationSays() throws IOException {
    String readme = Files.readString(ROOT.resolve("conf/README.md"));
    assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    assertThat(readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)))
        .as("the table of conf/README.md; ./lake dictionary --keys prints it")
        .isEqualTo(ConfigurationTable.markdown());
  }

  @Test
  void everyKey_isExplained() {
    assertThat(LakeConfig.keys())
        .extracting(ConfigKey::meaning)
        .allMatch(meaning -> meaning.matches("[A-Z].*[.]"));
  }

  @Test
  void everyColumn_hasASentence() {
    assertThat(columns().map(Field::comment)).allMatch(comment -> comment.matches("(?s).*[.…]"));
  }

  @Test
  void everyNumber_saysItsUnitAndWhetherItAddsUp() {
    Stream<String> silent =
        Jobs.everyTable().stream()
            .flatMap(
                table ->
                    table.fields().stream()
                        .filter(field -> field.type() instanceof NumericType)
                        .filter(field -> field.measure().sum() == Sum.NONE)
                        .map(field -> table.fullName() + "." + field.name()));
    assertThat(silent).isEmpty();
  }

  @Test
  void everyTable_isNamedOnce() {
    List<String> names = Jobs.everyTable().stream().map(Table::fullName).toList();
    assertThat(names).doesNotHaveDuplicates().contains("ops.job_runs", "silver.campaign_changes");
  }

  /** The words of the three systems that this one reproduces (semantics §1). */
  @Test
  void everyMetricOfTheSystemsReproduced_hasAColumn() {
    List<String> answered = columns().flatMap(field -> field.answersTo().stream()).toList();
    assertThat(answered)
        .contains(
            "VTEX: Messages delivered",
            "VTEX: Messages read",
            "VTEX: Unique clicks",
            "VTEX: Total clicks",
            "VTEX: Total Conversions",
            "VTEX: Assisted Conversions",
            "VTEX: Click-Through Conversions (CTC)",
            "VTEX: Conversion total value",
            "VTEX: Click-through conversion total value",
            "AiSensy: Status",
            "AiSensy: Type",
            "AiSensy: Audience Size",
            "AiSensy: Message Type",
            "AiSensy: Sent",
            "AiSensy: Delivered",
            "AiSensy: Read",
            "AiSensy: Failed",
            "AiSensy: Created At")
        .contains(theirs("VTEX: ", "userId,deliveredReminderAt,readReminderAt,orderCreatedAt"))
        .contains(theirs("VTEX: ", "hasClickedOnReminder,checkoutItems,orderItems"))
        .contains(theirs("VTEX: ", "orderTotal,currency,orderFormId"))
        .contains(theirs("wolkvox: ", "CAMPAIGN_ID,TELEPHONE,RESULT,ERROR,DATE,LAST_UPDATE"));
  }

  private static String[] theirs(String system, String names) {
    return Stream.of(names.split(",")).map(system::concat).toArray(String[]::new);
  }

  private static Stream<Field> columns() {
    return Jobs.everyTable().stream().flatMap(table -> table.fields().stream());
  }
}
