package io.trunkline.progress.pages;

import io.trunkline.progress.Database;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.identity.PersonAtPage;
import io.trunkline.progress.journal.Observation;
import io.trunkline.progress.pages.AthletePage.Ache;
import io.trunkline.progress.pages.AthletePage.Card;
import io.trunkline.progress.pages.AthletePage.Needed;
import io.trunkline.progress.pages.AthletePage.Planned;
import io.trunkline.progress.pages.AthletePage.Step;
import io.trunkline.progress.recommendation.Facts;
import io.trunkline.progress.recommendation.ListDecisions;
import io.trunkline.progress.recommendation.LoadFacts;
import io.trunkline.progress.recommendation.Policies;
import io.trunkline.progress.recommendation.WithoutHealth;
import io.trunkline.progress.roster.ShowRoster;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.Need;
import io.trunkline.progress.rules.NextWorkout;
import io.trunkline.progress.rules.NextWorkout.Wanted;
import io.trunkline.progress.rules.Pause;
import io.trunkline.progress.rules.Policy;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Repertoire;
import io.trunkline.progress.series.Series;
import io.trunkline.progress.series.TellProgress;
import io.trunkline.progress.wording.Words;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Everything on an athlete's page, from one reading of the facts. */
@ApplicationScoped
class ShowAthlete {

  private static final int STEPS = 14;
  private static final int DAYS_OF_FREQUENCY = 7;

  private final Database database;
  private final Tenant tenant;
  private final LoadFacts load;
  private final Policies policies;
  private final ShowRoster roster;
  private final ListDecisions decisions;
  private final CoachView coaches;
  private final PersonAtPage person;

  ShowAthlete(
      Database database,
      Tenant tenant,
      LoadFacts load,
      Policies policies,
      ShowRoster roster,
      ListDecisions decisions,
      CoachView coaches,
      PersonAtPage person) {
    this.coaches = coaches;
    this.person = person;
    this.database = database;
    this.tenant = tenant;
    this.load = load;
    this.policies = policies;
    this.roster = roster;
    this.decisions = decisions;
  }

  AthletePage of(String athlete, Words words) {
    Optional<ShowRoster.Line> line = roster.one(athlete);
    List<Needed> needs =
        line.map(l -> l.needs().stream().map(n -> needed(n, l.today(), words)).toList())
            .orElse(List.of());
    if (line.isPresent() && !line.get().row().complete()) {
      return new AthletePage(
          words.locale().getLanguage(),
          athlete,
          true,
          needs,
          "",
          false,
          false,
          List.of(),
          List.of(),
          List.of(),
          List.of());
    }
    Read read =
        database.snapshot(
            tenant.current(),
            connection ->
                new Read(
                    load.about(athlete, connection),
                    Observation.of(connection, tenant.current(), athlete)));
    Facts facts = read.facts();
    OffsetDateTime now = facts.at(null);
    LocalDate today = now.toLocalDate();
    Policy policy = policies.active();
    boolean seesHealth = coaches.seesHealth(tenant.current(), athlete);
    String me = person.author();
    History history = facts.history();
    List<Wanted> wanted =
        Repertoire.of(history, policy, now).stream().map(id -> new Wanted(id, List.of())).toList();
    NextWorkout workout = NextWorkout.of(history, facts.catalogue(), policy, wanted, now);
    List<Planned> planned =
        workout.items().stream()
            .map(item -> seesHealth ? item : WithoutHealth.of(item))
            .map(item -> planned(item, facts, words, today))
            .toList();
    List<Card> cards = new ArrayList<>();
    for (String id : trained(history, wanted)) {
      facts
          .catalogue()
          .find(id)
          .ifPresent(
              known ->
                  cards.add(
                      card(
                          TellProgress.done(history, known, now, Sparkline.MOST),
                          known,
                          words,
                          today,
                          policy)));
    }
    return new AthletePage(
        words.locale().getLanguage(),
        athlete,
        false,
        needs,
        workout.date() == null ? "" : words.near(workout.date(), today),
        !planned.isEmpty() && workout.date() == null,
        workout.date() != null
            && workout.items().stream()
                .noneMatch(item -> workout.date().equals(item.recommendation().earliest())),
        planned,
        cards,
        seesHealth ? aches(facts, policy, now, words) : List.of(),
        timeline(
            athlete,
            seesHealth ? history : training(history),
            read.seen().stream().map(one -> seesHealth ? one : one.withoutHealthFor(me)).toList(),
            now,
            words));
  }

  private record Read(Facts facts, List<Observation> seen) {}

  private static Needed needed(Need need, LocalDate today, Words words) {
    return new Needed(
        Tone.of(need.sort()),
        words.label(need.sort()),
        words.todo(need, today),
        need.sort(),
        need.exercise());
  }

  private static Planned planned(NextWorkout.Item item, Facts facts, Words words, LocalDate today) {
    Recommendation told = item.recommendation();
    Exercise known = facts.catalogue().find(told.exercise()).orElse(null);
    List<DoseView.Other> instead =
        item.substitutes().stream()
            .filter(other -> other.recommendation().prescription() != null)
            .limit(2)
            .map(
                other ->
                    new DoseView.Other(
                        other.exercise(),
                        words.exercise(other.exercise()),
                        words.dose(other.recommendation().prescription())))
            .toList();
    return new Planned(DoseView.of(told, known, words, today), instead);
  }

  /** Those trained now first, in their order; then whatever was ever done. */
  private static List<String> trained(History history, List<Wanted> wanted) {
    List<String> ids = new ArrayList<>(wanted.stream().map(Wanted::exercise).toList());
    TreeSet<String> others = new TreeSet<>();
    history.sessions().forEach(s -> s.exercises().forEach(done -> others.add(done.exercise())));
    others.removeAll(ids);
    ids.addAll(others);
    return ids;
  }

  private static Card card(
      TellProgress.Done done, Exercise exercise, Words words, LocalDate today, Policy policy) {
    List<Series.Point> points = done.newest();
    Exercise.Frequency often = exercise.frequency();
    boolean daily = often != null && often.per() == Exercise.Per.DAY;
    int cap = often == null ? policy.freq().strengthPer7Days() : often.max();
    LocalDate since = daily ? today : today.minusDays(DAYS_OF_FREQUENCY - 1);
    int lately =
        (int)
            points.stream()
                .map(Series.Point::day)
                .filter(day -> !day.isBefore(since) && !day.isAfter(today))
                .count();
    List<Boolean> dots = new ArrayList<>();
    for (int i = 0; i < Math.max(cap, lately); i++) {
      dots.add(i < lately);
    }
    Series.Point last = points.isEmpty() ? null : points.get(points.size() - 1);
    return new Card(
        exercise.id(),
        words.exercise(exercise.id()),
        Sparkline.of(points),
        last == null ? "" : words.done(last) + " · " + words.near(last.day(), today),
        done.sessions() == 1
            ? words.texts().session_one()
            : words.texts().sessions_count(String.valueOf(done.sessions())),
        daily
            ? words.texts().of_cap_today(String.valueOf(lately), String.valueOf(cap))
            : words.texts().of_cap(String.valueOf(lately), String.valueOf(cap)),
        last == null
            ? ""
            : words.unequal(last.left(), last.right(), policy.sides().differencePercent()),
        dots);
  }

  private static List<Ache> aches(Facts facts, Policy policy, OffsetDateTime now, Words words) {
    LocalDate today = now.toLocalDate();
    Map<String, History.Sensation> felt =
        facts.history().sensations().stream()
            .collect(Collectors.toMap(one -> one.ref().toString(), one -> one));
    Map<String, Pause> open = new LinkedHashMap<>();
    for (Pause pause :
        Pause.of(facts.history(), policy, facts.catalogue().exercises().values(), now)) {
      if (pause.until() == null || !pause.until().isBefore(today)) {
        open.merge(pause.fact(), pause, (a, b) -> b.until() == null ? b : a);
      }
    }
    return open.values().stream()
        .sorted(Comparator.comparing(Pause::from).reversed().thenComparing(Pause::fact))
        .map(
            pause ->
                new Ache(
                    pause.region(),
                    words.region(pause.region()),
                    words.felt(felt.get(pause.fact()).kind(), felt.get(pause.fact()).severity())
                        + ", "
                        + words.near(pause.from(), today),
                    pause.until() == null ? Tone.STOP : Tone.REST,
                    pause.until() == null
                        ? words.texts().until_cleared()
                        : words.texts().until(words.near(pause.until(), today))))
        .toList();
  }

  /** What is shared with every coach. */
  private static History training(History history) {
    return new History(
        history.athlete(), history.sessions(), List.of(), List.of(), null, history.directives());
  }

  /** What happened and was decided, newest first. Only what is shown is put in words. */
  private List<Step> timeline(
      String athlete, History history, List<Observation> seen, OffsetDateTime now, Words words) {
    List<Moment> all = new ArrayList<>();
    for (History.Session session : history.sessions()) {
      all.add(new Moment(session.at(), Tone.GOOD, () -> trained(session, words), ""));
    }
    for (History.Sensation felt : history.sensations()) {
      all.add(
          new Moment(
              felt.at(),
              Tone.of(felt.kind()),
              () -> words.felt(felt.kind(), felt.severity()) + ", " + words.region(felt.region()),
              ""));
    }
    for (History.Clearance one : history.clearances()) {
      all.add(new Moment(one.at(), Tone.GOOD, () -> words.texts().kind_clearance(), ""));
    }
    for (History.Directive one : history.directives()) {
      all.add(
          new Moment(
              one.at(), Tone.LOOK, () -> words.texts().kind_directive() + ": " + one.reason(), ""));
    }
    for (Observation one : seen) {
      Tone tone = one.form() == Observation.Form.GOOD ? Tone.GOOD : Tone.LOOK;
      all.add(new Moment(one.seenAt(), tone, () -> seen(one, words), ""));
    }
    if (history.screening() != null) {
      all.add(
          new Moment(history.screening().at(), Tone.ASK, () -> words.texts().kind_screening(), ""));
    }
    // After an import many of one day: the last word is what was told.
    Set<String> lastWords = new HashSet<>();
    for (ListDecisions.Told told : decisions.newest(athlete, null, STEPS)) {
      Recommendation said = told.recommendation();
      String exercise = said.exercise();
      if (lastWords.add(exercise + " " + said.at().toLocalDate())) {
        all.add(
            new Moment(
                said.at(),
                Tone.of(said.advice()),
                () -> words.texts().decided(words.exercise(exercise), words.told(said)),
                "/athletes/" + athlete + "/decisions/" + exercise + "/" + told.revision()));
      }
    }
    return all.stream()
        .filter(moment -> !moment.at().isAfter(now))
        .sorted(Comparator.comparing(Moment::at, OffsetDateTime.timeLineOrder()).reversed())
        .limit(STEPS)
        .map(moment -> moment.in(words, now.toLocalDate()))
        .toList();
  }

  private record Moment(OffsetDateTime at, Tone tone, Supplier<String> text, String link) {
    Step in(Words words, LocalDate today) {
      return new Step(words.near(at.toLocalDate(), today), tone, text.get(), link);
    }
  }

  private static String trained(History.Session session, Words words) {
    String names =
        session.exercises().stream()
            .map(done -> words.exercise(done.exercise()))
            .distinct()
            .collect(Collectors.joining(", "));
    return words.texts().trained(names);
  }

  private static String seen(Observation one, Words words) {
    String exercise = one.exercise() == null ? "" : words.exercise(one.exercise());
    String what;
    if (one.form() == null) {
      what = exercise.isEmpty() ? words.texts().seen_note() : words.texts().seen_note_of(exercise);
    } else if (one.form() == Observation.Form.GOOD) {
      what = words.texts().seen_good(exercise);
    } else {
      what = words.texts().seen_needs_work(exercise);
    }
    return one.note() == null ? what : what + ": " + one.note();
  }
}
