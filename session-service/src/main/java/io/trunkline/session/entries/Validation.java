package io.trunkline.session.entries;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.session.exercises.KnownExercises;
import io.trunkline.session.journal.Content;
import io.trunkline.session.journal.Kind;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** From the bytes of a request to content that may enter the journal. */
@Singleton
class Validation {

  private final KnownExercises knownExercises;
  private final Map<Kind, BodySchema> schemas = new EnumMap<>(Kind.class);

  Validation(KnownExercises knownExercises) {
    this.knownExercises = knownExercises;
    for (Kind kind : Kind.values()) {
      schemas.put(kind, new BodySchema(kind));
    }
  }

  /** Content that holds, and what its sender may want to look at. */
  record Valid(Content content, List<Warning> warnings) {}

  /**
   * Checks everything at once.
   *
   * @param strict warnings are faults, too
   * @throws io.quarkiverse.resteasy.problem.HttpProblem with every fault found
   */
  Valid check(Kind kind, byte[] bytes, boolean strict) {
    JsonNode body = JsonBody.read(bytes);
    List<Fault> faults = new ArrayList<>(schemas.get(kind).faultsIn(body));
    faults.addAll(Checks.contradictions(kind, body));
    refuse(faults);
    List<Warning> warnings = Checks.doubts(kind, body, knownExercises);
    if (strict) {
      refuse(
          warnings.stream()
              .map(warning -> new Fault(warning.pointer(), warning.detail()))
              .toList());
    }
    OffsetDateTime happenedAt = OffsetDateTime.parse(body.get(kind.momentField()).textValue());
    return new Valid(
        new Content(kind.bodyType(), JsonBody.canonical(body), happenedAt.toInstant()), warnings);
  }

  private static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw Problems.invalidEntry(
          faults.stream().sorted(Comparator.comparing(Fault::pointer)).toList());
    }
  }
}
