package io.trunkline.catalog.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.catalog.definition.DefinitionChecks;
import io.trunkline.catalog.definition.Fault;
import io.trunkline.catalog.definition.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What must hold for an exercise beyond its schema. */
@ApplicationScoped
public class ExerciseChecks extends DefinitionChecks {

  public ExerciseChecks() {
    super(Kind.EXERCISE);
  }

  @Override
  protected void check(ObjectNode exercise, Set<String> exercises, List<Fault> faults) {
    exercise
        .path("dose")
        .properties()
        .forEach(axis -> checkRange(axis.getValue(), "/dose/" + axis.getKey(), faults));
    checkVariations(exercise.path("variations"), faults);
    checkDistinct(exercise.path("muscles"), "muscle", "/muscles/", faults);
    checkDistinct(exercise.path("regions"), "region", "/regions/", faults);
    JsonNode relations = exercise.path("relations");
    for (int i = 0; i < relations.size(); i++) {
      checkExercise(relations.get(i).path("to"), "/relations/" + i + "/to", exercises, faults);
    }
  }

  @Override
  protected SortedSet<String> tags(ObjectNode exercise) {
    TreeSet<String> tags = new TreeSet<>();
    tags.add("family:" + exercise.path("family").asText());
    exercise.path("muscles").forEach(m -> tags.add("muscle:" + m.path("muscle").asText()));
    exercise.path("regions").forEach(r -> tags.add("region:" + r.path("region").asText()));
    exercise.path("equipment").forEach(e -> tags.add("equipment:" + e.path("item").asText()));
    return tags;
  }

  @Override
  protected String words(ObjectNode exercise) {
    StringBuilder words = new StringBuilder(exercise.path("id").asText());
    words.append('\n').append(exercise.path("name").asText());
    exercise.path("alsoKnownAs").forEach(a -> words.append('\n').append(a.path("name").asText()));
    return words.toString().toLowerCase(Locale.ROOT);
  }

  private static void checkRange(JsonNode range, String pointer, List<Fault> faults) {
    JsonNode min = range.path("min");
    JsonNode max = range.path("max");
    if (min.isNumber() && max.isNumber() && min.decimalValue().compareTo(max.decimalValue()) > 0) {
      faults.add(new Fault(pointer + "/min", "is %s, above max %s".formatted(min, max)));
    }
  }

  private static void checkVariations(JsonNode variations, List<Fault> faults) {
    int defaults = 0;
    int last = 0;
    for (int i = 0; i < variations.size(); i++) {
      JsonNode variation = variations.get(i);
      defaults += variation.path("default").asBoolean() ? 1 : 0;
      if (variation.path("difficulty").canConvertToInt()) {
        int difficulty = variation.path("difficulty").intValue();
        if (difficulty <= last) {
          faults.add(
              new Fault(
                  "/variations/" + i + "/difficulty",
                  "is %d, but must be above %d: difficulties are distinct and ascend"
                      .formatted(difficulty, last)));
        }
        last = Math.max(last, difficulty);
      }
    }
    if (variations.isArray() && defaults != 1) {
      faults.add(
          new Fault("/variations", "has %d defaults; exactly one is needed".formatted(defaults)));
    }
    checkDistinct(variations, "id", "/variations/", faults);
  }

  private static void checkDistinct(
      JsonNode list, String field, String pointer, List<Fault> faults) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode value = list.get(i).path(field);
      if (value.isTextual() && !seen.add(value.textValue())) {
        faults.add(new Fault(pointer + i + "/" + field, "stands here twice: " + value.textValue()));
      }
    }
  }
}
