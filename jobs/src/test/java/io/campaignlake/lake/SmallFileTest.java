package io.campaignlake.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignlake.testing.Life;
import io.campaignlake.testing.MortalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SmallFileTest {
  private static final Configuration HADOOP = new Configuration();

  static {
    MortalDisk.mount(HADOOP);
  }

  @TempDir Path folder;

  private static SmallFile file(Path in) {
    return new SmallFile(MortalDisk.address(in) + "/file", HADOOP);
  }

  @ParameterizedTest
  @EnumSource
  void writerThatDiesAtAnyStep_leavesTheOldTextOrTheNew(Life.End end) throws IOException {
    Life life = null;
    for (int step = 1; life == null || life.isOver(); step++) {
      Path place = Files.createDirectory(folder.resolve("step-" + step));
      file(place).write("the old text");
      life = Life.begin(place, step, end);
      try {
        file(place).write("a new text");
      } catch (LakeException died) {
        assertThat(life.isOver()).as(died.getMessage()).isTrue();
      }
      String text = file(place).read().orElse("no text");
      assertThat(text).as("after step %d", step).isIn("the old text", "a new text");

      Path moved = Files.move(place, folder.resolve("moved-" + step));
      file(moved).write("the next text");
      assertThat(file(moved).read()).contains("the next text");
    }
    assertThat(life.steps()).as("steps of a whole write").isGreaterThanOrEqualTo(2);
  }
}
