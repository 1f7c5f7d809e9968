package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Relation;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Alternate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What else may be done. Where an exercise rests or is stopped: only what touches no resting or
 * stopped region in any role and may be trained today, each at its own ordinary dose, so that
 * nothing rises by being an alternate.
 */
final class Alternates {

  private Alternates() {}

  static List<Alternate> of(Situation s, Answering answer, Catalogue catalogue) {
    if (!answer.resting()) {
      return OfferGentlerSwap.substitute(s, answer).stream()
          .flatMap(relation -> swap(s, relation, catalogue))
          .toList();
    }
    Optional<Set<String>> avoid = avoided(s, answer);
    return avoid.isEmpty()
        ? List.of()
        : catalogue.exercises().values().stream()
            .filter(other -> free(other, s.exercise(), avoid.get()))
            .flatMap(other -> trainable(s, other, catalogue))
            .sorted(
                Comparator.comparingInt((Alternate a) -> -a.sharedRegions().size())
                    .thenComparing(Alternate::exercise))
            .toList();
  }

  /** Regions to leave alone; empty when a report names none, for then nothing is safe to offer. */
  private static Optional<Set<String>> avoided(Situation s, Answering answer) {
    Set<String> regions = new HashSet<>();
    for (Report report : s.restingOrStopped()) {
      if (report.sensation().region() == null) {
        return Optional.empty();
      }
      regions.add(report.sensation().region());
    }
    if (answer.advice() == Advice.CLEARANCE_NEEDED) {
      regions.add(AskForClearance.REGION);
    }
    return Optional.of(regions);
  }

  private static boolean free(Exercise other, Exercise asked, Set<String> avoid) {
    return !other.retired()
        && !other.id().equals(asked.id())
        && !other.regions().isEmpty()
        && other.regions().keySet().stream().noneMatch(avoid::contains);
  }

  private static Stream<Alternate> trainable(Situation s, Exercise other, Catalogue catalogue) {
    return offered(s, other, catalogue).filter(a -> a.recommendation().advice() == Advice.TRAIN);
  }

  private static Stream<Alternate> swap(Situation s, Relation relation, Catalogue catalogue) {
    return catalogue.find(relation.to()).stream()
        .filter(other -> !other.retired())
        .flatMap(other -> offered(s, other, catalogue))
        .filter(a -> a.recommendation().earliest() != null)
        .filter(a -> a.recommendation().advice() != Advice.REST);
  }

  private static Stream<Alternate> offered(Situation s, Exercise other, Catalogue catalogue) {
    Situation there = Situation.of(s.facts(), s.reports(), other, s.policy());
    Recommendation answer = Recommender.plain(there, Answering.of(there), catalogue);
    List<String> shared =
        s.exercise().regions().keySet().stream()
            .filter(region -> other.regions().containsKey(region))
            .toList();
    return Stream.of(new Alternate(other.id(), relation(s.exercise(), other.id()), shared, answer));
  }

  private static String relation(Exercise from, String to) {
    return from.relations().stream()
        .filter(relation -> relation.to().equals(to))
        .map(Relation::relation)
        .findFirst()
        .orElse(null);
  }
}
