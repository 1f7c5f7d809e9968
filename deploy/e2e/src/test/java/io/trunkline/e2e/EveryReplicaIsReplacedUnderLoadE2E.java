package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.local.App;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rolling upgrade as Kubernetes does it, while callers write and ask and repeat nothing. */
@ExtendWith(WholeLine.class)
class EveryReplicaIsReplacedUnderLoadE2E {

  @BeforeEach
  void only_a_line_of_our_own_may_be_broken(Line line) {
    line.mayBeBroken();
  }

  @Test
  void no_request_fails_and_nothing_is_lost_or_doubled(Line line) throws Exception {
    try (Replicas replicas = new Replicas(line).start(Line.CHECKOUT);
        Load load = new Load(line.app(), replicas::address)) {
      for (App app : App.values()) {
        for (int i = 0; i < 2; i++) {
          replicas.add(app, Line.CHECKOUT);
          replicas.endOldest(app);
        }
      }
      load.ends();

      assertThat(load.failures()).isEmpty();
      assertThat(load.written()).as("load while it lasted").isGreaterThan(100);
      replicas.holdAll(load);
    }
  }
}
