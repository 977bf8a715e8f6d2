package io.campaignlake.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Everything that landed, in order of arrival. */
public record Landing(List<LandingDocument> documents) {
  public Landing {
    documents = List.copyOf(documents);
  }

  public static Landing of(LandingDocument... documents) {
    return new Landing(Arrays.asList(documents));
  }

  /** The given landings, one after the other. */
  public static Landing all(List<Landing> landings) {
    return new Landing(landings.stream().flatMap(each -> each.documents().stream()).toList());
  }

  /** Every document {@code copies} times, at-least-once delivery made visible. */
  public Landing repeated(int copies) {
    return all(Collections.nCopies(copies, this));
  }

  /** The same documents in another order of arrival; equal seeds give equal orders. */
  public Landing shuffled(long seed) {
    List<LandingDocument> shuffled = new ArrayList<>(documents);
    Collections.shuffle(shuffled, new Random(seed));
    return new Landing(shuffled);
  }

  /** At most {@code parts} landings of nearly equal size that together are this one, in order. */
  public List<Landing> split(int parts) {
    List<Landing> batches = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) documents.size() * part / parts);
      int to = (int) ((long) documents.size() * (part + 1) / parts);
      if (from < to) {
        batches.add(new Landing(documents.subList(from, to)));
      }
    }
    return batches;
  }
}
