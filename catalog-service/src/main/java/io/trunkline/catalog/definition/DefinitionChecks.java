package io.trunkline.catalog.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * All checks of one kind: the published schema, the cites, and what a schema cannot say. The same
 * checks hold for shipped files, PUT bodies and bundles.
 */
public abstract class DefinitionChecks {

  private final Kind kind;
  private final DefinitionSchema schema;

  protected DefinitionChecks(Kind kind) {
    this.kind = kind;
    this.schema = new DefinitionSchema(kind);
  }

  public Kind kind() {
    return kind;
  }

  /**
   * Checks a body and finds every fault at once.
   *
   * @param expectedId id the path or the file name gives
   * @param exercises ids of all exercises it may refer to
   */
  public Checked check(String expectedId, JsonNode body, Set<String> exercises) {
    if (!(body instanceof ObjectNode given)) {
      return new Checked(
          kind,
          "",
          JsonNodeFactory.instance.objectNode(),
          Collections.emptySortedSet(),
          "",
          List.of(new Fault("", "must be a JSON object")));
    }
    List<Fault> faults = new ArrayList<>();
    ObjectNode definition = given.deepCopy();
    if (definition.path(Document.RETIRED).asBoolean()) {
      faults.add(new Fault("/retired", "cannot be written; DELETE retires"));
    }
    Document.strip(definition);
    faults.addAll(StrictJson.defuse(definition));
    faults.addAll(schema.faults(Document.trial(definition)));
    faults.addAll(Articles.shipped().faults(definition));
    String id = definition.path("id").asText();
    if (definition.path("id").isTextual() && !id.equals(expectedId)) {
      faults.add(new Fault("/id", "is " + id + ", but the address says " + expectedId));
    }
    check(definition, exercises, faults);
    Set<String> places = new HashSet<>();
    faults.removeIf(fault -> !places.add(fault.pointer()));
    return new Checked(kind, id, definition, tags(definition), words(definition), faults);
  }

  /**
   * Adds what the schema cannot say. The body may break the schema at any place: missing or
   * mistyped fields are not this method's concern.
   */
  protected abstract void check(ObjectNode definition, Set<String> exercises, List<Fault> faults);

  /** What the definition can be filtered by. */
  protected abstract SortedSet<String> tags(ObjectNode definition);

  /** Lower-case names the definition can be searched by. */
  protected abstract String words(ObjectNode definition);

  /** Faults a reference that leads nowhere, naming the nearest exercise there is. */
  protected static void checkExercise(
      JsonNode id, String pointer, Set<String> exercises, List<Fault> faults) {
    if (id.isTextual() && !exercises.contains(id.textValue())) {
      faults.add(
          new Fault(
              pointer,
              "refers to an exercise that is not in the catalogue"
                  + Nearest.hint(id.textValue(), exercises)));
    }
  }
}
