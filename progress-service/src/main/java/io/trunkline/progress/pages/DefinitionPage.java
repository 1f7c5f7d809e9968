package io.trunkline.progress.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.progress.exercises.Definition;
import io.trunkline.progress.wording.Phrase;
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
    List<Phrase> also,
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
      Phrase text,
      Phrase then,
      List<String> cites,
      List<String> external,
      Phrase choice) {

    /** Neither an article nor a reference says it. */
    public boolean ours() {
      return cites.isEmpty() && external.isEmpty();
    }
  }

  /** Things said of one kind. */
  public record Section(String title, List<Fact> facts) {}

  /** A way to do it. */
  public record Rung(String rank, Phrase name, boolean byDefault, boolean coachOnly, Fact fact) {}

  /** A part of the body or a thing, with its role. */
  public record Part(String label, String role, List<Phrase> names) {}

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
                .map(one -> rung(one, words))
                .toList());
    Collections.reverse(ladder);
    return new DefinitionPage(
        words.locale().getLanguage(),
        text.id(),
        text.name(),
        each(json, "alsoKnownAs").map(one -> words.catalogue(one.path("name").asText())).toList(),
        texts.family(json.path("family").asText()),
        text.ours(),
        definition.retired(),
        texts.catalogue_version(
            json.path("version").asText("–"), json.path("catalogue").asText("–")),
        fact(json.path("summary"), "", words),
        text.dose(),
        text.parts(),
        text.start(),
        text.path(),
        doseFacts(json, words),
        ladder,
        each(json, "variations")
            .filter(one -> !one.hasNonNull("difficulty"))
            .map(one -> rung(one, words))
            .toList(),
        sections(
            section(texts.how_to(), facts(json, "instructions", words)),
            section(texts.cues(), facts(json, "cues", words)),
            section(texts.tempo(), facts(json, "tempo", words)),
            section(texts.breathing(), facts(json, "breathing", words))),
        each(json, "mistakes").map(one -> told(one, "", "text", "correction", words)).toList(),
        each(json, "stopRules").map(one -> told(one, "", "when", "then", words)).toList(),
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
                    .map(one -> fact(one, texts.who(one.path("who").asText()), words))
                    .toList()),
            section(
                texts.afterwards(),
                each(json, "afterwards").map(one -> told(one, "", "when", "then", words)).toList()),
            section(texts.benefits(), facts(json, "benefits", words)),
            section(texts.disagreements(), disagreements(json, words)),
            section(texts.gaps(), facts(json, "gaps", words))),
        definition.articles(),
        definition.references());
  }

  private static List<Fact> doseFacts(JsonNode json, Words words) {
    Texts texts = words.texts();
    JsonNode dose = json.path("dose");
    return Stream.of(
            fact(dose.path("sets"), texts.sets(), words),
            fact(dose.path("reps"), texts.reps(), words),
            fact(dose.path("holdSeconds"), texts.hold(), words),
            fact(dose.path("frequency"), texts.frequency(), words),
            fact(json.path("start").path("sets"), texts.first_sets(), words),
            fact(json.path("load").path("start"), texts.first_load(), words),
            fact(json.path("load").path("increments"), texts.load_step(), words))
        .filter(one -> !(one.ours() && one.choice().isEmpty()))
        .toList();
  }

  private static List<Fact> disagreements(JsonNode json, Words words) {
    List<Fact> facts = new ArrayList<>();
    for (JsonNode one : json.path("disagreements")) {
      List<String> cites = new ArrayList<>();
      List<Phrase> said = new ArrayList<>();
      for (JsonNode position : one.path("positions")) {
        said.add(phrase(position, "text", words));
        cites.addAll(texts(position, "source"));
      }
      facts.add(
          new Fact(
              phrase(one, "topic", words).text(),
              Phrase.join(" ↔ ", said),
              phrase(one, "decided", words),
              cites,
              List.of(),
              phrase(one, "choice", words)));
    }
    return facts;
  }

  private static Rung rung(JsonNode one, Words words) {
    return new Rung(
        one.path("difficulty").asText(),
        phrase(one, "name", words),
        one.path("default").asBoolean(),
        one.path("coachOnly").asBoolean(),
        fact(one, "", words));
  }

  private static Link link(JsonNode one, Words words) {
    String to = one.path("to").asText();
    return new Link(
        words.texts().relation(one.path("relation").asText()),
        to,
        words.exercise(to),
        told(one, "", "when", "", words));
  }

  /** By role, the strongest first; names of the catalogue read as words. */
  private static List<Part> parts(
      JsonNode json, String field, String key, String by, List<String> roles, Words words) {
    List<Part> parts = new ArrayList<>();
    for (String role : roles) {
      List<Phrase> names =
          each(json, field)
              .filter(one -> one.path(by).asText().equals(role))
              .map(one -> one.path(key).asText())
              .map(
                  id ->
                      key.equals("region")
                          ? new Phrase(words.region(id), words.locale().getLanguage())
                          : readable(words.catalogue(id)))
              .toList();
      if (!names.isEmpty()) {
        parts.add(new Part(words.texts().role(role), role, names));
      }
    }
    return parts;
  }

  /** An id nobody put into words reads as some. */
  private static Phrase readable(Phrase name) {
    return name.lang().equals("en") ? new Phrase(name.text().replace('-', ' '), "en") : name;
  }

  private static List<Section> sections(Section... all) {
    return Stream.of(all).filter(one -> !one.facts().isEmpty()).toList();
  }

  private static Section section(String title, List<Fact> facts) {
    return new Section(title, facts);
  }

  private static List<Fact> facts(JsonNode json, String field, Words words) {
    return each(json, field).map(one -> fact(one, "", words)).toList();
  }

  private static Fact fact(JsonNode one, String lead, Words words) {
    return told(one, lead, "text", "", words);
  }

  private static Fact told(JsonNode one, String lead, String text, String then, Words words) {
    return new Fact(
        lead,
        phrase(one, text, words),
        phrase(one, then, words),
        texts(one, "source"),
        texts(one, "external"),
        phrase(one, "choice", words));
  }

  private static Phrase phrase(JsonNode one, String field, Words words) {
    return words.catalogue(one.path(field).asText());
  }

  private static List<String> texts(JsonNode one, String field) {
    return each(one, field).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> each(JsonNode json, String field) {
    return StreamSupport.stream(json.path(field).spliterator(), false);
  }
}
