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
public class Validation {

  private final KnownExercises knownExercises;
  private final Map<Kind, BodySchema> schemas = new EnumMap<>(Kind.class);

  Validation(KnownExercises knownExercises) {
    this.knownExercises = knownExercises;
    for (Kind kind : Kind.values()) {
      schemas.put(kind, new BodySchema(kind.bodyType()));
    }
  }

  /** Content that holds, and what its sender may want to look at. */
  public record Valid(Content content, List<Warning> warnings) {}

  /**
   * Checks everything at once.
   *
   * @param strict warnings are faults, too
   * @throws io.quarkiverse.resteasy.problem.HttpProblem with every fault found
   */
  public Valid check(Kind kind, byte[] bytes, boolean strict) {
    List<Fault> faults = new ArrayList<>();
    Valid valid = check(kind, JsonBody.read(bytes), "", strict, faults);
    refuse(faults);
    return valid;
  }

  /**
   * Checks a body that stands in something larger.
   *
   * @param place JSON Pointer of the body
   * @param faults gets every fault found
   * @return null if any was
   */
  Valid check(Kind kind, JsonNode body, String place, boolean strict, List<Fault> faults) {
    List<Fault> found = new ArrayList<>(schemas.get(kind).faultsIn(body));
    found.addAll(Checks.contradictions(kind, body));
    List<Warning> warnings =
        found.isEmpty() ? Checks.doubts(kind, body, knownExercises) : List.of();
    if (strict) {
      warnings.forEach(warning -> found.add(new Fault(warning.pointer(), warning.detail())));
    }
    found.forEach(fault -> faults.add(new Fault(place + fault.pointer(), fault.detail())));
    if (!found.isEmpty()) {
      return null;
    }
    byte[] canonical = JsonBody.canonical(body);
    // Numbers are written out; what could not be sent again must not get in.
    if (canonical.length > JsonBody.MAX_BYTES) {
      throw Problems.tooLarge(JsonBody.MAX_BYTES);
    }
    OffsetDateTime happenedAt = OffsetDateTime.parse(body.get(kind.momentField()).textValue());
    return new Valid(
        new Content(kind.bodyType(), canonical, happenedAt.toInstant()),
        warnings.stream()
            .map(each -> new Warning(place + each.pointer(), each.detail(), each.type()))
            .toList());
  }

  /** Throws them all, in the order of their pointers. */
  static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw Problems.invalidEntry(
          faults.stream().sorted(Comparator.comparing(Fault::pointer)).toList());
    }
  }
}
