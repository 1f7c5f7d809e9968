package io.trunkline.bench.loops;

import io.trunkline.bench.loops.Life.Asked;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.Exercise.Per;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.History.Professional;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.Load;
import io.trunkline.progress.rules.Policy;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommendation.Prescription;
import io.trunkline.progress.rules.Recommender;
import io.trunkline.progress.rules.Unit;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The rules and an athlete, each answering the other day by day. No clock and no chance: the same
 * rules give the same life.
 */
public final class ClosedLoop {

  /** A Monday. */
  public static final OffsetDateTime START = OffsetDateTime.parse("2026-01-05T00:00:00+01:00");

  /** Two years. */
  public static final int DAYS = 730;

  private static final List<Integer> EVENING = List.of(18);
  private static final List<Integer> MORNING_AND_EVENING = List.of(8, 18);
  private static final String REGION = "lower-back";

  private final Athlete athlete;
  private final Exercise exercise;
  private final List<Session> sessions = new ArrayList<>();
  private final List<Sensation> felt = new ArrayList<>();
  private final List<Clearance> cleared = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();
  private Prescription last;

  private ClosedLoop(Athlete athlete, Exercise exercise) {
    this.athlete = athlete;
    this.exercise = exercise;
  }

  /** Lives the two years; {@code exercise} is an id of {@code catalogue}. */
  public static Life live(Athlete athlete, String exercise, Catalogue catalogue, Policy policy) {
    return new ClosedLoop(athlete, catalogue.find(exercise).orElseThrow()).live(catalogue, policy);
  }

  private Life live(Catalogue catalogue, Policy policy) {
    boolean daily = exercise.frequency().per() == Per.DAY;
    for (int day = 0; day < DAYS; day++) {
      for (int hour : daily ? MORNING_AND_EVENING : EVENING) {
        OffsetDateTime at = START.plusDays(day).plusHours(hour);
        ask(day, at, Recommender.recommend(history(), catalogue, policy, exercise.id(), at));
      }
      feel(day);
    }
    return new Life(athlete, exercise, asked, felt, cleared);
  }

  private History history() {
    return new History(athlete.name(), sessions, felt, cleared, null, List.of());
  }

  private void ask(int day, OffsetDateTime at, Recommendation told) {
    Prescription done = athlete.trains(day, told) ? athlete.does(told, last) : null;
    if (done != null) {
      last = done;
      sessions.add(new Session(ref("session", sessions), at, List.of(performed(done))));
    }
    asked.add(new Asked(at, told, done));
  }

  private Performed performed(Prescription done) {
    Load load =
        done.load() == null ? null : new Load(done.load().value(), Unit.of(done.load().unit()));
    PerformedSet set =
        new PerformedSet(done.reps(), null, null, load, done.holdSeconds(), null, null, false);
    return new Performed(
        exercise.id(), done.variation(), null, Collections.nCopies(done.sets(), set));
  }

  private void feel(int day) {
    OffsetDateTime late = START.plusDays(day).plusHours(21);
    Athlete.Felt now = athlete.feels(day);
    if (now != null) {
      felt.add(
          new Sensation(
              ref("sensation", felt), late, REGION, now.kind(), now.severity(), null, null));
    }
    if (athlete.clearedOn(day)) {
      cleared.add(
          new Clearance(
              ref("clearance", cleared),
              late,
              Professional.PHYSIOTHERAPIST,
              null,
              null,
              null,
              History.Limits.NONE));
    }
  }

  private static Ref ref(String kind, List<?> entries) {
    return new Ref(kind + "/" + (entries.size() + 1), 1);
  }
}
