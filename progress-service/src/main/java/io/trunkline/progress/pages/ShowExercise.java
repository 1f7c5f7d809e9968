package io.trunkline.progress.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.pages.ExercisePage.Choice;
import io.trunkline.progress.pages.ExercisePage.Earlier;
import io.trunkline.progress.pages.ExercisePage.Session;
import io.trunkline.progress.recommendation.Facts;
import io.trunkline.progress.recommendation.ListDecisions;
import io.trunkline.progress.recommendation.LoadFacts;
import io.trunkline.progress.recommendation.Policies;
import io.trunkline.progress.recommendation.WithoutHealth;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommender;
import io.trunkline.progress.series.Series;
import io.trunkline.progress.series.TellProgress;
import io.trunkline.progress.wording.Texts;
import io.trunkline.progress.wording.Words;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Everything about one exercise of an athlete. */
@ApplicationScoped
class ShowExercise {

  private static final int EARLIER = 8;

  private final Database database;
  private final Tenant tenant;
  private final LoadFacts load;
  private final Policies policies;
  private final ListDecisions decisions;
  private final ObjectMapper json;
  private final CoachView coaches;

  ShowExercise(
      Database database,
      Tenant tenant,
      LoadFacts load,
      Policies policies,
      ListDecisions decisions,
      ObjectMapper json,
      CoachView coaches) {
    this.coaches = coaches;
    this.database = database;
    this.tenant = tenant;
    this.load = load;
    this.policies = policies;
    this.decisions = decisions;
    this.json = json;
  }

  ExercisePage of(String athlete, String id, Words words) {
    Facts facts =
        database.snapshot(tenant.current(), connection -> load.about(athlete, connection));
    Exercise exercise = known(facts, id);
    OffsetDateTime now = facts.at(null);
    LocalDate today = now.toLocalDate();
    boolean seesHealth = coaches.seesHealth(tenant.current(), athlete);
    Recommendation all =
        Recommender.recommend(facts.history(), facts.catalogue(), policies.active(), id, now);
    Recommendation told = seesHealth ? all : WithoutHealth.of(all);
    Series whole =
        new TellProgress(facts.history(), policies.active(), now, null, null).of(exercise);
    Series series = seesHealth ? whole : whole.withoutHealth();
    List<Session> sessions = new ArrayList<>();
    series.points().forEach(point -> sessions.add(row(point, exercise, words, today)));
    Collections.reverse(sessions);
    List<Earlier> earlier =
        decisions.newest(athlete, id, EARLIER).stream()
            .map(
                one ->
                    new Earlier(
                        one.revision(),
                        words.near(one.recommendation().at().toLocalDate(), today),
                        Tone.of(one.recommendation().advice()),
                        words.told(one.recommendation())))
            .toList();
    return new ExercisePage(
        words.locale().getLanguage(),
        athlete,
        id,
        words.exercise(id),
        DoseView.of(told, exercise, words, today),
        chart(series, words, today),
        choices(series, words.texts()),
        sessions,
        earlier);
  }

  DecisionPage decision(String athlete, String id, long revision, Words words) {
    ListDecisions.Told told =
        decisions
            .one(athlete, id, revision)
            .orElseThrow(() -> Problems.notFound("There is no such decision."));
    Exercise exercise =
        database
            .snapshot(tenant.current(), connection -> load.about(athlete, connection))
            .catalogue()
            .find(id)
            .orElse(null);
    LocalDate day = told.recommendation().at().toLocalDate();
    return new DecisionPage(
        words.locale().getLanguage(),
        athlete,
        words.longDay(day),
        words.texts().revision(String.valueOf(revision)),
        told.recommendation().policy(),
        DoseView.of(told.recommendation(), exercise, words, day));
  }

  /** For a spreadsheet: one line a session, oldest first. */
  String csv(String athlete, String id) {
    Facts facts =
        database.snapshot(tenant.current(), connection -> load.about(athlete, connection));
    Series series =
        new TellProgress(facts.history(), policies.active(), facts.at(null), null, null)
            .of(known(facts, id));
    return Csv.of(coaches.seesHealth(tenant.current(), athlete) ? series : series.withoutHealth());
  }

  private static Exercise known(Facts facts, String id) {
    return facts
        .catalogue()
        .find(id)
        .orElseThrow(() -> Problems.notFound("There is no exercise of that id."));
  }

  private static Session row(Series.Point point, Exercise exercise, Words words, LocalDate today) {
    Series.Advised told = point.advised();
    return new Session(
        words.day(point.day(), today),
        point.sets(),
        point.reps() == null ? "–" : String.valueOf(point.reps()),
        point.load() == null ? "–" : words.load(point.load()),
        point.holdSeconds() == null ? "–" : point.holdSeconds() + " s",
        point.variation() == null ? "–" : words.variation(point.variation(), exercise),
        point.lifted() == null || point.lifted().value().signum() == 0
            ? String.valueOf(point.volume())
            : words.quantity(point.lifted()),
        told.dose() == null || told.advice() != Recommendation.Advice.TRAIN
            ? words.advice(told.advice())
            : words.dose(told.dose()),
        Tone.of(told.advice()));
  }

  private static List<Choice> choices(Series series, Texts texts) {
    List<Choice> choices = new ArrayList<>();
    if (series.points().stream()
        .anyMatch(p -> p.load() != null && p.load().value().signum() != 0)) {
      choices.add(new Choice("load", texts.chart_load(), true));
    }
    if (series.points().stream().anyMatch(p -> p.reps() != null)) {
      choices.add(new Choice("reps", texts.chart_reps(), choices.isEmpty()));
    }
    if (series.points().stream().anyMatch(p -> p.holdSeconds() != null)) {
      choices.add(new Choice("hold", texts.chart_hold(), choices.isEmpty()));
    }
    if (!series.points().isEmpty()) {
      choices.add(new Choice("volume", texts.chart_volume(), choices.isEmpty()));
    }
    if (series.points().stream().anyMatch(p -> p.left() != null)) {
      choices.add(new Choice("sides", texts.chart_sides(), false));
    }
    return choices;
  }

  private String chart(Series series, Words words, LocalDate today) {
    try {
      return json.writeValueAsString(ChartData.of(series, words, today));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Numbers can be written.", impossible);
    }
  }
}
