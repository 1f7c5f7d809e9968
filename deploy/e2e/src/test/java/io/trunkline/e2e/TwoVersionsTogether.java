package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.local.App;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An upgrade from an earlier version and the way back, as Kubernetes rolls them, while callers
 * write and ask and repeat nothing. It needs a build of that version, so {@code
 * deploy/e2e/two-versions} runs it and no build does.
 */
class TwoVersionsTogether {

  private static final Path PREVIOUS = Path.of(System.getProperty("previous"));

  /** Entries acknowledged while two versions of a service stand side by side. */
  private static final int TOGETHER = 40;

  private static final String NOTED = "noted";
  private static final String SESSION = "/v1/athletes/" + NOTED + "/sessions/s1";
  private static final String OBSERVATION = "/v1/athletes/" + NOTED + "/observations/o1";

  @Test
  void no_request_fails_and_nothing_is_lost_or_doubled() throws Exception {
    try (Line line = Line.another(PREVIOUS);
        Replicas replicas = new Replicas(line).start(PREVIOUS);
        Load load = new Load(line.app(), replicas::address)) {
      Http app = line.app();
      app.put(
          replicas.address(App.SESSION).resolve(SESSION),
          """
          {"startedAt": "%s", "exercises": [{"exercise": "back-extension", "sets": [{"reps": 10}]}]}
          """
              .formatted(day(0).afternoon()));

      // Who reads a new kind of entry is upgraded before who takes it.
      for (App each : List.of(App.CATALOG, App.PROGRESS, App.SESSION)) {
        replaceOne(each, Line.CHECKOUT, replicas);
        NewerSchema.isAdded(line, each);
        load.goesOn(TOGETHER);
        if (each == App.SESSION) {
          URI observation = replicas.newest(App.SESSION).resolve(OBSERVATION);
          app.put(
              observation,
              """
              {"seenAt": "%s", "author": "coach", "note": "Of a kind that is new"}
              """
                  .formatted(day(0).evening()));
          assertThat(replicas.agreeOn(NOTED)).isEqualTo(2);
          app.delete(observation);
          assertThat(replicas.agreeOn(NOTED)).isEqualTo(1);
        }
        replaceOne(each, Line.CHECKOUT, replicas);
      }
      for (App each : List.of(App.SESSION, App.PROGRESS, App.CATALOG)) {
        replaceOne(each, PREVIOUS, replicas);
        load.goesOn(TOGETHER);
        replaceOne(each, PREVIOUS, replicas);
      }
      load.ends();

      assertThat(load.failures()).isEmpty();
      replicas.holdAll(load);
      assertThat(replicas.agreeOn(NOTED)).isEqualTo(1);
      assertThat(replicas.quarantined()).isEmpty();
    }
  }

  private static void replaceOne(App app, Path checkout, Replicas replicas) throws Exception {
    replicas.add(app, checkout);
    replicas.endOldest(app);
  }
}
