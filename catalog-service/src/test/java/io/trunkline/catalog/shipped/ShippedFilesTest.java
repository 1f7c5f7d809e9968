package io.trunkline.catalog.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.catalog.definition.Checked;
import io.trunkline.catalog.definition.DefinitionChecks;
import io.trunkline.catalog.exercise.ExerciseChecks;
import io.trunkline.catalog.program.ProgramChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShippedFilesTest {

  /** Objects that only group facts; every other object is a fact and must say where it is from. */
  private static final Set<String> GROUPS = Set.of("", "/dose", "/start", "/load");

  private final ShippedFiles files = ShippedFiles.read("catalog");

  @Test
  void every_shipped_file_is_valid() {
    List<String> faults = new ArrayList<>();
    files.exercises().forEach((id, body) -> collect(new ExerciseChecks(), id, body, faults));
    files.programs().forEach((id, body) -> collect(new ProgramChecks(), id, body, faults));
    assertThat(faults).isEmpty();
  }

  @Test
  void every_fact_of_every_shipped_file_is_cited() {
    List<String> uncited = new ArrayList<>();
    files.exercises().forEach((id, body) -> walk(body, "", id, uncited));
    files.programs().forEach((id, body) -> walk(body, "", id, uncited));
    assertThat(uncited).isEmpty();
  }

  @Test
  void the_walk_finds_a_fact_that_is_not_cited() {
    List<String> uncited = new ArrayList<>();
    JsonNode body = files.exercises().get("back-extension").deepCopy();
    ((ObjectNode) body.at("/dose/reps")).remove("source");
    walk(body, "", "back-extension", uncited);
    assertThat(uncited).containsExactly("back-extension /dose/reps");
  }

  @Test
  void the_shipped_ids_are_those_of_the_api() {
    assertThat(files.exercises())
        .containsOnlyKeys(
            "trunk-lift",
            "lower-trunk-rotation",
            "trunk-rotation",
            "back-extension",
            "floor-back-extension",
            "good-morning",
            "deadlift",
            "trap-bar-deadlift",
            "romanian-deadlift",
            "kettlebell-swing",
            "pull-up",
            "lat-pulldown",
            "dumbbell-row",
            "reverse-dumbbell-fly",
            "bench-press",
            "push-up",
            "goblet-squat",
            "dead-bug",
            "side-plank");
    assertThat(files.programs()).containsOnlyKeys("back-workout");
  }

  private void collect(DefinitionChecks checks, String id, JsonNode body, List<String> faults) {
    Checked checked = checks.check(id, body, files.exercises().keySet());
    checked
        .faults()
        .forEach(fault -> faults.add(id + " " + fault.pointer() + " " + fault.detail()));
  }

  private static void walk(JsonNode node, String pointer, String id, List<String> uncited) {
    if (node.isObject()
        && !GROUPS.contains(pointer)
        && !node.has("source")
        && !node.has("external")
        && !node.has("choice")) {
      uncited.add(id + " " + pointer);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      walk(field.getValue(), pointer + "/" + field.getKey(), id, uncited);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      walk(node.get(i), pointer + "/" + i, id, uncited);
    }
  }
}
