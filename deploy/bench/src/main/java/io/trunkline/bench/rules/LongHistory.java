package io.trunkline.bench.rules;

import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Screening;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.Load;
import io.trunkline.progress.rules.Unit;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An athlete with 150 sessions a year. Each session holds three sets of every exercise, the most a
 * history of that length asks of the rules; loads and repetitions rise in waves of twelve weeks. A
 * year has twelve reports of soreness and three mild aches, the last of them two months ago.
 */
final class LongHistory {

  static final int SESSIONS_A_YEAR = 150;

  private static final OffsetDateTime START = OffsetDateTime.parse("2016-01-04T18:00:00+01:00");
  private static final int DAYS = 365;
  private static final int SETS = 3;

  private LongHistory() {}

  /** Weeks after the last ache and days after the last session: time to train. */
  static OffsetDateTime asked(int years) {
    return START.plusDays((long) years * DAYS + 4);
  }

  static History of(int years, List<Exercise> exercises) {
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < years * SESSIONS_A_YEAR; i++) {
      int day = i * DAYS / SESSIONS_A_YEAR;
      List<Performed> performed = new ArrayList<>();
      for (Exercise exercise : exercises) {
        performed.add(performed(exercise, day));
      }
      sessions.add(new Session(new Ref("session/" + i, 1), START.plusDays(day), performed));
    }
    Screening screening = new Screening(new Ref("screening/screening", 1), START, List.of(), null);
    return new History("bench", sessions, felt(years), List.of(), screening, List.of());
  }

  private static Performed performed(Exercise exercise, int day) {
    int week = day / 7 % 12;
    int reps = Math.min(exercise.reps().max(), exercise.reps().min() + day % 7);
    Load load =
        exercise.load() == null ? null : new Load(BigDecimal.valueOf(200 + week * 25L, 1), Unit.KG);
    Integer hold = exercise.holdSeconds() == null ? null : exercise.holdSeconds().min();
    PerformedSet set = new PerformedSet(reps, null, null, load, hold, 20, true, false);
    return new Performed(exercise.id(), null, true, Collections.nCopies(SETS, set));
  }

  private static List<Sensation> felt(int years) {
    List<Sensation> felt = new ArrayList<>();
    for (int month = 0; month < years * 12; month++) {
      felt.add(sensation(felt.size(), month * 30, Kind.SORENESS, 3));
      if (month % 4 == 1) {
        felt.add(sensation(felt.size(), month * 30 + 10, Kind.ACHE, 2));
      }
    }
    return felt;
  }

  private static Sensation sensation(int number, int day, Kind kind, int severity) {
    Ref ref = new Ref("sensation/" + number, 1);
    return new Sensation(
        ref, START.plusDays(day).plusHours(2), "lower-back", kind, severity, null, null);
  }
}
