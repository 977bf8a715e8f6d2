package io.campaignlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final String BEGIN = "<!-- jobs -->\n";
  private static final String END = "<!-- /jobs -->";

  @Test
  void jobTable_isWhatTheProgramSaysOfItself() throws IOException {
    String readme = Files.readString(README);
    assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);

    String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));

    assertThat(table)
        .as("the job table of README.md; ./lake jobs --markdown prints it")
        .isEqualTo(JobsCommand.markdown());
  }
}
