package io.campaignlake.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

final class PackedBytesTest {

  @Test
  void textsOfAllLengths_areReadAsTheyWereWritten() {
    List<UTF8String> texts =
        List.of(text(0), text(1), text(126), text(127), text(128), text(255), text(70_000));
    PackedBytes packed = new PackedBytes();
    for (UTF8String text : texts) {
      packed.putText(text);
      packed.putText(null);
      packed.putLong(Long.MIN_VALUE);
      packed.putInt(-1);
    }
    PackedBytes read = PackedBytes.joined(List.of(new byte[0], packed.toBytes()));
    int place = 0;
    for (UTF8String text : texts) {
      assertThat(read.textAt(place)).isEqualTo(text);
      assertThat(read.holds(place, text)).isTrue();
      assertThat(read.holds(place, UTF8String.fromString("another"))).isFalse();
      place = read.afterText(place);
      assertThat(read.textAt(place)).isNull();
      place = read.afterText(place);
      assertThat(read.longAt(place)).isEqualTo(Long.MIN_VALUE);
      assertThat(read.intAt(place + Long.BYTES)).isEqualTo(-1);
      place += Long.BYTES + Integer.BYTES;
    }
    assertThat(place).isEqualTo(read.size());
  }

  private static UTF8String text(int length) {
    return UTF8String.fromString("ü".repeat(length / 2) + "x".repeat(length % 2));
  }
}
