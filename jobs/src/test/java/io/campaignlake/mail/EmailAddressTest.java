package io.campaignlake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void goodAddresses_areKeptOnceEach() {
    List<String> texts = List.of(" ana@example.com", "Ana@Example.com", "o'neil+x@mail.example.co");
    assertThat(EmailAddress.all(texts, problems))
        .extracting(EmailAddress::text)
        .containsExactly("ana@example.com", "o'neil+x@mail.example.co");
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ana",
        "ana@",
        "@example.com",
        "ana@example..com",
        "ana b@example.com",
        "ana@example.com\r\nBcc: all@example.com",
        "Ana <ana@example.com>",
        "ana@exa mple.com",
        "ana@example.com, bob@example.com",
        "josé@example.com"
      })
  void badAddress_isNamedWithItsReason(String text) {
    assertThat(EmailAddress.all(List.of("ok@example.com", text), problems)).hasSize(1);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0))
        .startsWith("Cannot send to '")
        .contains("': it is no e-mail address (")
        .endsWith("). Correct it.")
        .doesNotContain("\n", "\r");
  }

  @Test
  void manyBadAddresses_areAllNamed() {
    EmailAddress.all(List.of("ana", "bob@"), problems);
    assertThat(problems)
        .containsExactly(
            "Cannot send to 'ana': it is no e-mail address (missing final '@domain'). Correct it.",
            "Cannot send to 'bob@': it is no e-mail address (missing domain). Correct it.");
  }

  @Test
  void addressLongerThanMailAllows_isRefused() {
    EmailAddress.all(List.of("a".repeat(300) + "@example.com"), problems);
    assertThat(problems.get(0)).contains("it is longer than 254 characters");
  }
}
