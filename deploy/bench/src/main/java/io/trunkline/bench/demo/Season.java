package io.trunkline.bench.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Screening;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.Load;
import io.trunkline.progress.rules.Policy;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Prescription;
import io.trunkline.progress.rules.Recommender;
import io.trunkline.progress.rules.Unit;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * One athlete's days up to a moment, lived day by day by what the rules recommend, or against it.
 * No chance: the same moment gives the same season.
 */
public final class Season {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BACK = "lower-back";

  private final Somebody who;
  private final Catalogue catalogue;
  private final Policy policy;
  private final OffsetDateTime end;
  private final int days;
  private final List<Session> sessions = new ArrayList<>();
  private final List<Sensation> felt = new ArrayList<>();
  private Screening screening;
  private final List<String> lines = new ArrayList<>();

  private Season(Somebody who, Catalogue catalogue, Policy policy, OffsetDateTime end, int days) {
    this.who = who;
    this.catalogue = catalogue;
    this.policy = policy;
    this.end = end;
    this.days = days;
  }

  /** Lines for {@code POST /v1/entries}, in the order of their moments. */
  public static List<String> of(
      Somebody who, Catalogue catalogue, Policy policy, OffsetDateTime end, int days) {
    Season season = new Season(who, catalogue, policy, end, days);
    season.live();
    return season.lines;
  }

  private void live() {
    grant();
    if (who.temper() != Temper.UNASKED) {
      screen(who.temper() == Temper.HISTORY ? List.of("chronic") : List.of());
    }
    for (int daysAgo = days; daysAgo >= 0; daysAgo--) {
      OffsetDateTime morning = end.minusDays(daysAgo).withHour(7).withMinute(0).withSecond(0);
      if (morning.isBefore(end) && mayTrain(daysAgo)) {
        train(morning, daysAgo);
      }
      feel(daysAgo);
    }
  }

  private boolean mayTrain(int daysAgo) {
    int lastDay =
        switch (who.temper()) {
          case SILENT -> 17 + who.number();
          case STOPPED -> 4 + who.number() % 3;
          default -> 0;
        };
    // Everybody has days without a gym.
    return daysAgo >= lastDay
        && (daysAgo + who.number()) % 7 != 3
        && (daysAgo * 31 + who.number()) % 11 != 0;
  }

  private void screen(List<String> history) {
    OffsetDateTime at = end.minusDays(days).withHour(6).withMinute(30).withSecond(0);
    // Whoever has trained for months had a go-ahead then; the answer came later.
    OffsetDateTime answered = history.isEmpty() ? at : end.minusDays(5);
    screening = new Screening(new Ref("screening/screening", 1), answered, history, Unit.KG);
    ObjectNode line = line("screening", "screening");
    line.put("answeredAt", written(answered)).put("unit", "kg").put("timeZone", "Europe/Berlin");
    ArrayNode told = line.putArray("backHistory");
    history.forEach(told::add);
    lines.add(line.toString());
  }

  /** For the launcher's coach, without whom the roster would be empty. */
  private void grant() {
    ObjectNode line = line("coach-grant", "launchers-coach");
    line.put("coach", "coach");
    line.putArray("fields").add("training").add("health");
    line.put("from", written(end.minusDays(days).withHour(6).withMinute(0).withSecond(0)));
    lines.add(line.toString());
  }

  private History history(OffsetDateTime at) {
    boolean answered = screening != null && !screening.at().isAfter(at);
    return new History(
        who.id(), sessions, felt, List.<Clearance>of(), answered ? screening : null, List.of());
  }

  private void train(OffsetDateTime at, int daysAgo) {
    List<Performed> done = new ArrayList<>();
    for (String id : who.trains()) {
      Exercise exercise = catalogue.find(id).orElseThrow();
      Recommendation told = Recommender.recommend(history(at), catalogue, policy, id, at);
      boolean keen = who.temper() == Temper.KEEN;
      boolean today = told.advice() == Advice.TRAIN;
      boolean anyway = keen && told.preview() != null && daysAgo % 9 == 2;
      if (today || anyway) {
        done.add(perform(exercise, today ? told.prescription() : told.preview(), daysAgo));
      }
    }
    if (!done.isEmpty()) {
      Session session = new Session(new Ref("session/s" + (sessions.size() + 1), 1), at, done);
      sessions.add(session);
      lines.add(written(session).toString());
    }
  }

  private Performed perform(Exercise exercise, Prescription told, int daysAgo) {
    boolean more = who.temper() == Temper.KEEN && daysAgo % 4 == 1;
    boolean stuck = who.temper() == Temper.STUCK;
    // Now and then a repetition is missing, as in life.
    boolean tired = (daysAgo + 3 * who.number()) % 13 == 0;
    Integer reps = told.reps();
    if (reps != null && !exercise.perSide()) {
      reps = tired ? Math.max(1, reps - 1) : reps;
    }
    Load load = null;
    if (told.load() != null) {
      BigDecimal value = told.load().value();
      load =
          new Load(more ? value.add(BigDecimal.valueOf(7.5)) : value, Unit.of(told.load().unit()));
    }
    Integer rir = stuck ? 0 : tired ? 5 : 20;
    boolean uneven = exercise.perSide() && who.number() % 10 == 0 && daysAgo < 30;
    PerformedSet set =
        uneven
            ? new PerformedSet(
                null, reps, Math.max(1, reps * 6 / 10), load, told.holdSeconds(), rir, null, false)
            : new PerformedSet(reps, null, null, load, told.holdSeconds(), rir, null, false);
    return new Performed(
        exercise.id(),
        told.variation(),
        null,
        Collections.nCopies(told.sets() + (more ? 1 : 0), set));
  }

  private void feel(int daysAgo) {
    int on =
        switch (who.temper()) {
          case ACHING -> 0;
          case RESTING -> 6 + who.number() % 2;
          case RETURNING -> 20 + who.number() % 5;
          case STOPPED -> 4 + who.number() % 3;
          default -> -1;
        };
    if (daysAgo == on) {
      boolean stop = who.temper() == Temper.STOPPED;
      report(stop ? Kind.SHARP : Kind.ACHE, stop ? 6 : 3, daysAgo);
    } else if (daysAgo == 70 && who.number() % 6 == 2) {
      report(Kind.ACHE, 4, daysAgo);
    } else if (daysAgo % 25 == 11 && who.number() % 3 == 0 && who.temper() != Temper.SILENT) {
      report(Kind.SORENESS, 4, daysAgo);
    }
  }

  private void report(Kind kind, int severity, int daysAgo) {
    OffsetDateTime at =
        daysAgo == 0
            ? end.minusMinutes(20)
            : end.minusDays(daysAgo).withHour(20).withMinute(15).withSecond(0);
    Sensation one =
        new Sensation(
            new Ref("sensation/p" + (felt.size() + 1), 1), at, BACK, kind, severity, null, null);
    felt.add(one);
    ObjectNode line = line("sensation", "p" + felt.size());
    line.putObject("body")
        .put("feltAt", written(at))
        .put("region", BACK)
        .put("kind", kind.name().toLowerCase(Locale.ROOT))
        .put("severity", severity);
    lines.add(line.toString());
  }

  private ObjectNode written(Session session) {
    ObjectNode line = line("session", "s" + sessions.size());
    line.put("startedAt", written(session.at()))
        .put("endedAt", written(session.at().plusMinutes(45)))
        .put("timeZone", "Europe/Berlin");
    ArrayNode exercises = line.putArray("exercises");
    for (Performed performed : session.exercises()) {
      ObjectNode exercise = exercises.addObject().put("exercise", performed.exercise());
      if (performed.variation() != null) {
        exercise.put("variation", performed.variation());
      }
      ArrayNode sets = exercise.putArray("sets");
      performed.sets().forEach(set -> write(set, sets.addObject()));
    }
    return line;
  }

  private static void write(PerformedSet set, ObjectNode written) {
    if (set.reps() != null) {
      written.put("reps", set.reps());
    }
    if (set.repsLeft() != null) {
      written.put("repsLeft", set.repsLeft()).put("repsRight", set.repsRight());
    }
    if (set.load() != null) {
      written
          .putObject("load")
          .put("value", set.load().value())
          .put("unit", set.load().unit().symbol());
    }
    if (set.holdSeconds() != null) {
      written.put("holdSeconds", set.holdSeconds());
    }
    if (set.rirTenths() != null) {
      written.put("rir", BigDecimal.valueOf(set.rirTenths(), 1));
    }
  }

  /** With its seconds, also where they are none. */
  private static String written(OffsetDateTime at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
  }

  private ObjectNode line(String kind, String id) {
    return JSON.createObjectNode().put("kind", kind).put("athlete", who.id()).put("id", id);
  }
}
