package io.trunkline.progress.pages;

import io.trunkline.progress.exercises.Definition;
import io.trunkline.progress.wording.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What can be trained, by the way it gets harder. */
public record CataloguePage(String lang, List<Group> groups) {

  /** Exercises that get harder in one way. */
  public record Group(String family, String label, List<Line> lines) {}

  /**
   * An exercise.
   *
   * @param names all it is known by, for the search
   * @param ours whether no article names it
   */
  public record Line(
      String id,
      String name,
      String names,
      String dose,
      String often,
      String where,
      boolean ours) {}

  private static final List<String> FAMILIES = List.of("LOADED", "BARBELL", "LADDER", "MOBILITY");

  static CataloguePage of(List<Definition> definitions, Words words) {
    List<Group> groups = new ArrayList<>();
    for (String family : FAMILIES) {
      List<Line> lines =
          definitions.stream()
              .filter(one -> !one.retired())
              .filter(one -> one.json().path("family").asText().equals(family))
              .map(one -> line(new ExerciseText(one, words)))
              .sorted(Comparator.comparing(Line::name))
              .toList();
      if (!lines.isEmpty()) {
        groups.add(new Group(family, words.texts().family(family), lines));
      }
    }
    return new CataloguePage(words.locale().getLanguage(), groups);
  }

  private static Line line(ExerciseText text) {
    return new Line(
        text.id(), text.name(), text.names(), text.dose(), text.often(), text.where(), text.ours());
  }
}
