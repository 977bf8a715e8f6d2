package io.campaignlake;

import io.campaignlake.reference.Landing;
import io.campaignlake.reference.LandingDocument;
import io.campaignlake.reference.Worlds;
import java.util.ArrayList;
import java.util.List;

/** What lands before the runs that are to die: few documents, of every source and twice. */
final class CrashArrivals {
  private static final int SEED = 7;
  private static final int WORLDS = 4;

  private CrashArrivals() {}

  /** Two arrivals; what belongs together comes in both, so that the second one changes rows. */
  static List<Landing> both() {
    List<Landing> landings = new ArrayList<>();
    for (int world = 0; world < WORLDS; world++) {
      landings.add(Worlds.sample(SEED, world));
    }
    landings.add(Landing.of(cart("cart-1"), cart("cart-2")));
    return Landing.all(landings).shuffled(SEED).split(2);
  }

  private static LandingDocument cart(String orderFormId) {
    String item = "{\"id\":\"1\",\"name\":\"Mug\",\"quantity\":1,\"price\":1000}";
    String json = "{\"orderFormId\":\"%s\",\"items\":[%s]}".formatted(orderFormId, item);
    return new LandingDocument("carts/vtex", json);
  }
}
