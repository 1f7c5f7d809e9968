package io.trunkline.progress.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.progress.exercises.Definition;
import io.trunkline.progress.wording.Texts;
import io.trunkline.progress.wording.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * All the catalogue says of an exercise.
 *
 * @param also other names
 * @param ours whether no article names it
 * @param path what is raised, one at a time, in order
 * @param ladder the ways a rule chooses from, the hardest first
 * @param ways those no rule chooses
 */
public record DefinitionPage(
    String lang,
    String id,
    String name,
    List<String> also,
    String family,
    boolean ours,
    boolean retired,
    String version,
    Fact summary,
    String dose,
    List<String> parts,
    String start,
    List<String> path,
    List<Fact> doseFacts,
    List<Rung> ladder,
    List<Rung> ways,
    List<Section> how,
    List<Fact> mistakes,
    List<Fact> stops,
    BodyMap body,
    List<Part> regions,
    List<Part> muscles,
    List<Part> equipment,
    List<Link> relations,
    List<Section> more,
    List<Definition.Article> articles,
    List<String> references) {

  /**
   * Something said.
   *
   * @param lead what it is about, or empty
   * @param then what follows from it, or empty
   */
  public record Fact(
      String lead,
      String text,
      String then,
      List<String> cites,
      List<String> external,
      String choice) {

    /** Neither an article nor a reference says it. */
    public boolean ours() {
      return cites.isEmpty() && external.isEmpty();
    }
  }

  /** Things said of one kind. */
  public record Section(String title, List<Fact> facts) {}

  /** A way to do it. */
  public record Rung(String rank, String name, boolean byDefault, boolean coachOnly, Fact fact) {}

  /** A part of the body or a thing, with its role. */
  public record Part(String label, String role, List<String> names) {}

  /** Another exercise. */
  public record Link(String relation, String id, String name, Fact fact) {}

  private static final List<String> ROLES = List.of("PRIMARY", "SECONDARY", "STABILISER");
  private static final List<String> USES = List.of("REQUIRED", "ONE_OF", "OPTIONAL");

  static DefinitionPage of(Definition definition, Words words) {
    JsonNode json = definition.json();
    Texts texts = words.texts();
    ExerciseText text = new ExerciseText(definition, words);
    List<Rung> ladder =
        new ArrayList<>(
            each(json, "variations")
                .filter(one -> one.hasNonNull("difficulty"))
                .sorted(Comparator.comparingInt(one -> one.path("difficulty").asInt()))
                .map(DefinitionPage::rung)
                .toList());
    Collections.reverse(ladder);
    return new DefinitionPage(
        words.locale().getLanguage(),
        text.id(),
        text.name(),
        each(json, "alsoKnownAs").map(one -> one.path("name").asText()).toList(),
        texts.family(json.path("family").asText()),
        text.ours(),
        definition.retired(),
        texts.catalogue_version(
            json.path("version").asText("–"), json.path("catalogue").asText("–")),
        fact(json.path("summary"), ""),
        text.dose(),
        text.parts(),
        text.start(),
        text.path(),
        doseFacts(json, texts),
        ladder,
        each(json, "variations")
            .filter(one -> !one.hasNonNull("difficulty"))
            .map(DefinitionPage::rung)
            .toList(),
        sections(
            section(texts.how_to(), facts(json, "instructions")),
            section(texts.cues(), facts(json, "cues")),
            section(texts.tempo(), facts(json, "tempo")),
            section(texts.breathing(), facts(json, "breathing"))),
        each(json, "mistakes").map(one -> told(one, "", "text", "correction")).toList(),
        each(json, "stopRules").map(one -> told(one, "", "when", "then")).toList(),
        BodyMap.ofRoles(
            each(json, "regions")
                .collect(
                    Collectors.toMap(
                        one -> one.path("region").asText(),
                        one -> one.path("role").asText(),
                        (first, again) -> first))),
        parts(json, "regions", "region", "role", ROLES, words),
        parts(json, "muscles", "muscle", "role", ROLES, words),
        parts(json, "equipment", "item", "use", USES, words),
        each(json, "relations").map(one -> link(one, words)).toList(),
        sections(
            section(
                texts.ask_first(),
                each(json, "screening")
                    .map(one -> fact(one, texts.who(one.path("who").asText())))
                    .toList()),
            section(
                texts.afterwards(),
                each(json, "afterwards").map(one -> told(one, "", "when", "then")).toList()),
            section(texts.benefits(), facts(json, "benefits")),
            section(texts.disagreements(), disagreements(json)),
            section(texts.gaps(), facts(json, "gaps"))),
        definition.articles(),
        definition.references());
  }

  private static List<Fact> doseFacts(JsonNode json, Texts texts) {
    JsonNode dose = json.path("dose");
    return Stream.of(
            fact(dose.path("sets"), texts.sets()),
            fact(dose.path("reps"), texts.reps()),
            fact(dose.path("holdSeconds"), texts.hold()),
            fact(dose.path("frequency"), texts.frequency()),
            fact(json.path("start").path("sets"), texts.first_sets()),
            fact(json.path("load").path("start"), texts.first_load()),
            fact(json.path("load").path("increments"), texts.load_step()))
        .filter(one -> !(one.ours() && one.choice().isEmpty()))
        .toList();
  }

  private static List<Fact> disagreements(JsonNode json) {
    List<Fact> facts = new ArrayList<>();
    for (JsonNode one : json.path("disagreements")) {
      List<String> cites = new ArrayList<>();
      List<String> said = new ArrayList<>();
      for (JsonNode position : one.path("positions")) {
        said.add(position.path("text").asText());
        cites.addAll(texts(position, "source"));
      }
      facts.add(
          new Fact(
              one.path("topic").asText(),
              String.join(" ↔ ", said),
              one.path("decided").asText(),
              cites,
              List.of(),
              one.path("choice").asText()));
    }
    return facts;
  }

  private static Rung rung(JsonNode one) {
    return new Rung(
        one.path("difficulty").asText(),
        one.path("name").asText(),
        one.path("default").asBoolean(),
        one.path("coachOnly").asBoolean(),
        fact(one, ""));
  }

  private static Link link(JsonNode one, Words words) {
    String to = one.path("to").asText();
    return new Link(
        words.texts().relation(one.path("relation").asText()),
        to,
        words.exercise(to),
        told(one, "", "when", ""));
  }

  /** By role, the strongest first; names of the catalogue read as words. */
  private static List<Part> parts(
      JsonNode json, String field, String key, String by, List<String> roles, Words words) {
    List<Part> parts = new ArrayList<>();
    for (String role : roles) {
      List<String> names =
          each(json, field)
              .filter(one -> one.path(by).asText().equals(role))
              .map(one -> one.path(key).asText())
              .map(id -> key.equals("region") ? words.region(id) : id.replace('-', ' '))
              .toList();
      if (!names.isEmpty()) {
        parts.add(new Part(words.texts().role(role), role, names));
      }
    }
    return parts;
  }

  private static List<Section> sections(Section... all) {
    return Stream.of(all).filter(one -> !one.facts().isEmpty()).toList();
  }

  private static Section section(String title, List<Fact> facts) {
    return new Section(title, facts);
  }

  private static List<Fact> facts(JsonNode json, String field) {
    return each(json, field).map(one -> fact(one, "")).toList();
  }

  private static Fact fact(JsonNode one, String lead) {
    return told(one, lead, "text", "");
  }

  private static Fact told(JsonNode one, String lead, String text, String then) {
    return new Fact(
        lead,
        one.path(text).asText(),
        one.path(then).asText(),
        texts(one, "source"),
        texts(one, "external"),
        one.path("choice").asText());
  }

  private static List<String> texts(JsonNode one, String field) {
    return each(one, field).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> each(JsonNode json, String field) {
    return StreamSupport.stream(json.path(field).spliterator(), false);
  }
}
