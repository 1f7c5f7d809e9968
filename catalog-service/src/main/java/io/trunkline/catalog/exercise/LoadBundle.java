package io.trunkline.catalog.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.trunkline.catalog.definition.Author;
import io.trunkline.catalog.definition.Checked;
import io.trunkline.catalog.definition.Definition;
import io.trunkline.catalog.definition.Fault;
import io.trunkline.catalog.definition.Preconditions;
import io.trunkline.catalog.definition.Problems;
import io.trunkline.catalog.definition.StoreVersion;
import io.trunkline.catalog.definition.Stored;
import io.trunkline.catalog.definition.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Many definitions at once: all are checked, then all are stored or none. */
@ApplicationScoped
public class LoadBundle {

  /** More would help nobody, and a hostile bundle could fill the heap with them. */
  private static final int MOST_FAULTS = 1000;

  @Inject ExerciseChecks checks;
  @Inject StoreVersion storeVersion;

  /**
   * What became of one definition.
   *
   * @param item its place in the bundle, from 0
   * @param exercise the id it gives itself, empty when it gives none
   * @param status {@code created}, {@code revised}, {@code unchanged}; in a refused bundle {@code
   *     refused} or {@code not-stored} for one that is good itself
   * @param version the current version, null when nothing was stored
   */
  public record Verdict(int item, String exercise, String status, Integer version) {}

  /**
   * Stores a bundle.
   *
   * @param items the definitions as JSON
   * @return one verdict for each, in order
   * @throws HttpProblem {@code invalid-entry} with every fault of every definition, and the
   *     verdicts
   */
  public List<Verdict> load(List<byte[]> items) {
    // A definition may refer to one that comes later in the same bundle.
    Set<String> exercises = QuarkusTransaction.joiningExisting().call(Definition::exerciseIds);
    items.forEach(item -> exercises.add(idOf(item)));
    Set<String> seen = new HashSet<>();
    List<Fault> faults = new ArrayList<>();
    List<Verdict> refused = new ArrayList<>();
    for (byte[] item : items) {
      String place = "/" + refused.size();
      String id = idOf(item);
      List<Fault> found = new ArrayList<>(faultsOf(item, exercises));
      if (!id.isEmpty() && !seen.add(id)) {
        found.add(new Fault("/id", "stands in this bundle twice"));
      }
      found.stream()
          .limit(MOST_FAULTS - faults.size())
          .forEach(fault -> faults.add(fault.under(place)));
      refused.add(
          new Verdict(refused.size(), id, found.isEmpty() ? "not-stored" : "refused", null));
    }
    if (!faults.isEmpty()) {
      throw HttpProblem.builder(Problems.invalid("Nothing of the bundle was stored.", faults))
          .with("verdicts", refused)
          .build();
    }
    return QuarkusTransaction.joiningExisting().call(() -> store(items, exercises));
  }

  /** Parsed anew each time: the trees of a whole bundle together would not fit a small heap. */
  private static String idOf(byte[] item) {
    try {
      return StrictJson.parse(item).path("id").asText();
    } catch (HttpProblem malformed) {
      return "";
    }
  }

  private List<Fault> faultsOf(byte[] item, Set<String> exercises) {
    try {
      return check(item, exercises).faults();
    } catch (HttpProblem malformed) {
      return List.of(new Fault("", malformed.getDetail()));
    }
  }

  private Checked check(byte[] item, Set<String> exercises) {
    JsonNode body = StrictJson.parse(item);
    return checks.check(body.path("id").asText(), body, exercises);
  }

  private List<Verdict> store(List<byte[]> items, Set<String> exercises) {
    List<Verdict> verdicts = new ArrayList<>();
    for (byte[] item : items) {
      Checked checked = check(item, exercises);
      Stored stored = storeVersion.store(checked, Author.OPERATOR, Preconditions.NONE);
      verdicts.add(
          new Verdict(
              verdicts.size(),
              checked.id(),
              stored.outcome().name().toLowerCase(Locale.ROOT),
              stored.current().version));
    }
    return verdicts;
  }
}
