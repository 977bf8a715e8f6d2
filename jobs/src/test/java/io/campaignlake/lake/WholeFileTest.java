package io.campaignlake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
  @TempDir private Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void file_canBeReadByWhoeverMayReadOthers() throws IOException {
    Path file = folder.resolve("new/report.csv");
    WholeFile.write(file, out -> out.write(bytes("all of it")));
    Path other = Files.createFile(folder.resolve("other"));
    assertThat(file).hasContent("all of it");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
  }

  @Test
  void contentThatFails_leavesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("report.csv"), "before");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(bytes("half"));
                      throw new IOException("full");
                    }))
        .hasMessage("full");
    assertThat(file).hasContent("before");
    assertThat(folder.toFile().list()).containsExactly("report.csv");
  }
}
