package io.trunkline.progress.rules;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The next workout: the wanted exercises in their order, all of them, each with its own
 * recommendation; a substitute is offered only where one rests, and never one that rests too.
 *
 * @param date the day of {@code at} if anything may be done then, else the earliest day anything
 *     may; null when only a professional's word can change that
 */
public record NextWorkout(
    OffsetDateTime at, LocalDate date, List<Item> items, List<Recommendation.Notice> notices) {

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

  /** Decides the next workout; an empty {@code wanted} gives one without items and without a date. */
  public static NextWorkout of(
      History history, Catalogue catalogue, Policy policy, List<Wanted> wanted, OffsetDateTime at) {
    throw new UnsupportedOperationException();
  }
}
