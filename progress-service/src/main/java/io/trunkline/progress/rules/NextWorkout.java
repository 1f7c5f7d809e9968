package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Alternate;
import io.trunkline.progress.rules.Recommendation.Notice;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The next workout: the wanted exercises in their order, all of them, each with its own
 * recommendation; substitutes are offered only where one rests, never one that loads what rests,
 * and never one that is in the workout anyway.
 *
 * @param date the day of {@code at} if anything may be done then, else the earliest day anything
 *     may; null when only a professional's word can change that
 */
public record NextWorkout(
    OffsetDateTime at, LocalDate date, List<Item> items, List<Notice> notices) {

  public NextWorkout {
    items = List.copyOf(items);
    notices = List.copyOf(notices);
  }

  /** An exercise wanted, and what the programme names in its place, in order of preference. */
  public record Wanted(String exercise, List<String> substitutes) {
    public Wanted {
      substitutes = List.copyOf(substitutes);
    }
  }

  /** One place of the workout, 1 the first. */
  public record Item(int order, Recommendation recommendation, List<Substitute> substitutes) {
    public Item {
      substitutes = List.copyOf(substitutes);
    }
  }

  /** What may be done instead. */
  public record Substitute(String exercise, Recommendation recommendation) {}

  /**
   * Decides the next workout; an empty {@code wanted} gives one without items and without a date.
   */
  public static NextWorkout of(
      History history, Catalogue catalogue, Policy policy, List<Wanted> wanted, OffsetDateTime at) {
    Facts facts = new Facts(history, at);
    List<Report> reports = Report.of(facts, policy);
    Set<String> named = wanted.stream().map(Wanted::exercise).collect(Collectors.toSet());
    List<Item> items = new ArrayList<>();
    for (Wanted each : wanted) {
      Recommendation answer =
          Recommender.recommend(facts, reports, catalogue, policy, each.exercise());
      items.add(new Item(items.size() + 1, answer, instead(each, answer, named)));
    }
    return new NextWorkout(at, date(items), items, notices(wanted, catalogue, policy));
  }

  /** The programme's own substitutes first, then whatever else is safe. */
  private static List<Substitute> instead(Wanted wanted, Recommendation answer, Set<String> named) {
    if (answer.advice() == Advice.TRAIN || answer.advice() == Advice.WAIT) {
      return List.of();
    }
    List<Alternate> free =
        answer.alternates().stream().filter(a -> !named.contains(a.exercise())).toList();
    Stream<Alternate> programmes =
        wanted.substitutes().stream()
            .flatMap(id -> free.stream().filter(a -> a.exercise().equals(id)));
    return Stream.concat(programmes, free.stream())
        .distinct()
        .map(a -> new Substitute(a.exercise(), a.recommendation()))
        .toList();
  }

  private static LocalDate date(List<Item> items) {
    Stream<Recommendation> all =
        items.stream()
            .flatMap(
                item ->
                    Stream.concat(
                        Stream.of(item.recommendation()),
                        item.substitutes().stream().map(Substitute::recommendation)));
    return all.map(Recommendation::earliest)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static List<Notice> notices(List<Wanted> wanted, Catalogue catalogue, Policy policy) {
    List<Exercise> exercises =
        wanted.stream().flatMap(w -> catalogue.find(w.exercise()).stream()).toList();
    return RuleBook.BALANCE.ask(exercises).stream()
        .map(
            said -> new Notice(said.rule(), said.text(), Explanation.sources(said.cites(), policy)))
        .toList();
  }
}
