package io.campaignlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.lake.ConfigKey;
import io.campaignlake.lake.LakeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final String BEGIN = "<!-- jobs -->\n";
  private static final String END = "<!-- /jobs -->";
  private static final Pattern SECTION = Pattern.compile("§([0-9]+)");
  private static final Pattern KEY =
      Pattern.compile(
          "`((?:lake|attribution|orders|phones|clicks|campaigns|charges|finality)\\.[a-z-]+)`");

  @Test
  void jobTable_isWhatTheProgramSaysOfItself() throws IOException {
    String readme = Files.readString(README);
    assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);

    String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));

    assertThat(table)
        .as("the job table of README.md; ./lake jobs --markdown prints it")
        .isEqualTo(JobsCommand.markdown());
  }

  @Test
  void sectionsThatJavadocCites_areInTheRules() throws IOException {
    Set<String> cited = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        SECTION.matcher(Files.readString(file)).results().forEach(cite -> cited.add(cite.group(1)));
      }
    }
    String rules = Files.readString(Path.of("..", "SEMANTICS.md"));
    assertThat(cited).isNotEmpty();
    assertThat(cited).allSatisfy(section -> assertThat(rules).contains("\n## " + section + ". "));
  }

  @Test
  void keysThatTheRulesName_areInTheConfiguration() throws IOException {
    Set<String> keys = LakeConfig.keys().stream().map(ConfigKey::key).collect(Collectors.toSet());
    String rules = Files.readString(Path.of("..", "SEMANTICS.md"));
    List<String> named = KEY.matcher(rules).results().map(key -> key.group(1)).distinct().toList();
    assertThat(named).hasSizeGreaterThan(10).allMatch(keys::contains);
  }
}
