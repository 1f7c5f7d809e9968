package io.trunkline.progress.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.progress.exercises.Definition;
import io.trunkline.progress.rules.Recommendation.Quantity;
import io.trunkline.progress.wording.Texts;
import io.trunkline.progress.wording.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The short lines about an exercise, in the reader's language. */
final class ExerciseText {

  private final Definition definition;
  private final JsonNode json;
  private final JsonNode dose;
  private final Words words;
  private final Texts texts;

  ExerciseText(Definition definition, Words words) {
    this.definition = definition;
    this.json = definition.json();
    this.dose = json.path("dose");
    this.words = words;
    this.texts = words.texts();
  }

  String id() {
    return definition.id();
  }

  /** As the pages call it everywhere; the catalogue's own name for one they have no word for. */
  String name() {
    String known = words.exercise(id());
    return known.equals(id()) ? definition.name() : known;
  }

  String names() {
    return name()
        + " "
        + definition.name()
        + " "
        + each("alsoKnownAs")
            .map(one -> one.path("name").asText())
            .flatMap(one -> Stream.of(one, words.catalogue(one).text()))
            .distinct()
            .collect(Collectors.joining(" "));
  }

  /** For example {@code 2–3 × 10–12}. */
  String dose() {
    return span(dose.path("sets")) + " × " + (held() ? seconds() : span(dose.path("reps")));
  }

  /** What is not said by sets and repetitions. */
  List<String> parts() {
    List<String> parts = new ArrayList<>();
    if (dose.path("reps").path("perSide").asBoolean()) {
      parts.add(texts.per_side());
    }
    if (dose.has("holdSeconds") && !held()) {
      parts.add(texts.hold_for(span(dose.path("holdSeconds"))));
    }
    parts.add(often());
    return parts;
  }

  String often() {
    JsonNode often = dose.path("frequency");
    String most = often.path("max").asText();
    return often.path("per").asText().equals("DAY")
        ? texts.most_a_day(most)
        : texts.most_a_week(most);
  }

  /** The regions it is for. */
  String where() {
    return each("regions")
        .filter(one -> one.path("role").asText().equals("PRIMARY"))
        .map(one -> words.region(one.path("region").asText()))
        .collect(Collectors.joining(", "));
  }

  boolean ours() {
    return json.path("origin").asText().equals("TRUNKLINE");
  }

  /** The first dose of somebody new. */
  String start() {
    JsonNode load = json.path("load").path("start");
    String sets = json.path("start").path("sets").path("value").asText();
    String least =
        held()
            ? dose.path("holdSeconds").path("min").asText() + " s"
            : dose.path("reps").path("min").asText();
    return sets
        + " × "
        + least
        + (load.isMissingNode()
            ? ""
            : " · " + words.load(load.path("value").decimalValue(), load.path("unit").asText()));
  }

  /** What is raised, one at a time, in this order. */
  List<String> path() {
    List<String> path = new ArrayList<>();
    boolean mobility = json.path("family").asText().equals("MOBILITY");
    JsonNode load = json.path("load");
    JsonNode sets = dose.path("sets");
    if (!held()) {
      path.add(texts.raise_reps(span(dose.path("reps"))));
    }
    if (dose.has("holdSeconds")) {
      path.add(texts.raise_hold(span(dose.path("holdSeconds"))));
    }
    boolean added = load.path("sense").asText().equals("ADDED");
    if (added && load.path("start").path("value").decimalValue().signum() == 0) {
      path.add(texts.raise_first_load());
    }
    if (sets.path("max").asInt() > sets.path("min").asInt()) {
      path.add(texts.raise_sets(sets.path("max").asText()));
    }
    if (!load.isMissingNode()) {
      String step = step(load.path("increments"));
      path.add(added ? texts.raise_load(step) : texts.lower_help(step));
    }
    if (json.path("family").asText().equals("LADDER") && rungs() > 1) {
      path.add(texts.raise_rung());
    }
    if (mobility && dose.path("frequency").path("max").asInt() > 1) {
      path.add(texts.times_a_day(dose.path("frequency").path("max").asText()));
    }
    return path;
  }

  private String step(JsonNode increments) {
    return words.written(new Quantity(increments.path("kg").decimalValue(), "kg"))
        + " / "
        + words.written(new Quantity(increments.path("lb").decimalValue(), "lb"));
  }

  private long rungs() {
    return each("variations").filter(one -> one.hasNonNull("difficulty")).count();
  }

  /** A set is one hold. */
  private boolean held() {
    return dose.path("reps").path("max").asInt() == 1 && dose.has("holdSeconds");
  }

  private String seconds() {
    return span(dose.path("holdSeconds")) + " s";
  }

  private static String span(JsonNode range) {
    String min = range.path("min").asText();
    String max = range.path("max").asText();
    return min.equals(max) ? min : min + "–" + max;
  }

  private Stream<JsonNode> each(String field) {
    return StreamSupport.stream(json.path(field).spliterator(), false);
  }
}
