package io.campaignlake.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HashSlotsTest {

  @Test
  void rowsWithAndWithoutTheSameHash_areAllFoundHoweverManyCome() {
    HashSlots slots = new HashSlots(2, 0);
    Map<Long, List<Long>> due = new HashMap<>();
    SplittableRandom random = new SplittableRandom(7);
    for (long row = 1; row <= 20_000; row++) {
      // Both ends of all hashes, where the search goes on at the beginning; some of them often.
      long hash = row % 3 == 0 ? -1 - row % 7 : random.nextLong() >> (int) (row % 40);
      slots.set(slots.add(hash, row), 2, -row);
      due.computeIfAbsent(hash, any -> new ArrayList<>()).add(row);
    }
    assertThat(slots.size()).isEqualTo(20_000);
    due.forEach((hash, rows) -> assertThat(found(slots, hash)).hasSameElementsAs(rows));
  }

  @Test
  void aHashThatNoRowHas_findsNone() {
    HashSlots slots = new HashSlots(1, 0);
    assertThat(slots.first(0)).isEqualTo(HashSlots.NONE);
    slots.add(0, 1);
    slots.add(1, 1);
    assertThat(slots.first(2)).isEqualTo(HashSlots.NONE);
    assertThat(slots.first(-1)).isEqualTo(HashSlots.NONE);
  }

  @Test
  void aNumberThatIsSetAnew_losesNoRowAfterIt() {
    HashSlots slots = new HashSlots(1, 0);
    slots.add(5, 1);
    slots.add(5, 2);
    int row = slots.first(5);
    slots.set(row, 1, 9);
    assertThat(slots.number(row, 1)).isEqualTo(9);
    assertThat(slots.next(row)).isNotEqualTo(HashSlots.NONE);
    assertThat(slots.next(slots.next(row))).isEqualTo(HashSlots.NONE);
  }

  private static List<Long> found(HashSlots slots, long hash) {
    List<Long> rows = new ArrayList<>();
    for (int row = slots.first(hash); row != HashSlots.NONE; row = slots.next(row)) {
      rows.add(slots.number(row, 1));
      assertThat(slots.number(row, 2)).isEqualTo(-slots.number(row, 1));
    }
    return rows;
  }
}
