package io.campaignlake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run is judged by all documents of a source, however many batches they came in. */
final class RejectedShareTest extends LakeOfThings {
  private RejectedShare share;

  @BeforeEach
  void nothingIsRejectedYet() {
    share = new RejectedShare(newRun(), "raw");
  }

  @Test
  void laterBatchesMakeUpForTheFirst_runAndLaterOnesGoOn() {
    share.add("meta", 20, 2);
    share.add("meta", 100, 0);
    assertThatCode(share::failIfBreached).doesNotThrowAnyException();
    assertThatCode(() -> RejectedShare.failWhileOpen(lake)).doesNotThrowAnyException();
  }

  @Test
  void batchesAreTooFewDocumentsEach_theirSumIsJudged() {
    share.add("meta", 10, 5);
    share.add("meta", 10, 0);
    assertThatThrownBy(share::failIfBreached)
        .hasMessageStartingWith("Cannot publish meta: 5 of 20 documents were rejected.");
    assertThatThrownBy(() -> RejectedShare.failWhileOpen(lake))
        .hasMessageStartingWith("Cannot publish meta: 5 of 20 documents were rejected.");
  }

  @Test
  void oneSourceComesRight_theOtherOneStaysOpen() {
    share.add("clicks", 20, 2);
    share.add("meta", 20, 2);
    share.add("meta", 100, 0);
    String ofClicks = "Cannot publish clicks: 2 of 20 documents were rejected.";
    assertThatThrownBy(share::failIfBreached)
        .hasMessageStartingWith(ofClicks)
        .hasMessageNotContaining("meta");
    assertThatThrownBy(() -> RejectedShare.failWhileOpen(lake))
        .hasMessageStartingWith(ofClicks)
        .hasMessageNotContaining("meta");
    assertThat(decisions())
        .as("clicks are never open less")
        .containsExactly("BREACHED clicks", "BREACHED meta", "ACCEPTED meta");
  }

  private List<String> decisions() {
    return lake.kernel().created(Ops.REJECTED_SHARES).rows().stream()
        .sorted(Comparator.comparing(row -> row.number(Ops.DECISION_NO)))
        .map(row -> row.text(Ops.VERDICT) + " " + row.text(Ops.SOURCE))
        .toList();
  }

  @Test
  void runDiesBeforeItsEnd_whatLookedLikeABreachStaysOpen() {
    share.add("meta", 20, 2);
    assertThatThrownBy(() -> RejectedShare.failWhileOpen(lake))
        .hasMessageStartingWith("Cannot publish meta: 2 of 20 documents were rejected.");
  }

  @Test
  void rejectedDocumentsAreAccepted_nothingStaysOpen() {
    share = new RejectedShare(newRun(JobRun.Mode.ACCEPT_REJECTED, null), "raw");
    share.add("meta", 20, 2);
    assertThatCode(share::failIfBreached).doesNotThrowAnyException();
    assertThatCode(() -> RejectedShare.failWhileOpen(lake)).doesNotThrowAnyException();
  }
}
