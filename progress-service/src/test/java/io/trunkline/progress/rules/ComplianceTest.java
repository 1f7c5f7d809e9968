package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Prescription;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Athletes who do exactly what they are told, closed loop. */
@Tag("slow")
class ComplianceTest {

  private static final int YEARS = 2;

  /** A dose as done, and when. */
  private record Done(int day, Prescription dose) {}

  @ParameterizedTest
  @ValueSource(
      strings = {"back-extension", "trunk-lift", "lower-trunk-rotation", "deadlift", "pull-up"})
  void p06_two_rises_are_never_performed_within_7_days(String exercise) {
    for (int seed = 0; seed < 12; seed++) {
      List<Integer> rises = new ArrayList<>();
      List<Done> done = live(exercise, new SplittableRandom(Properties.seed() + seed), 0);
      for (int i = 1; i < done.size(); i++) {
        if (rose(done.get(i - 1).dose(), done.get(i).dose())) {
          rises.add(done.get(i).day());
        }
      }
      assertThat(rises).isNotEmpty();
      for (int i = 1; i < rises.size(); i++) {
        assertThat(rises.get(i) - rises.get(i - 1)).isGreaterThanOrEqualTo(7);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"back-extension", "deadlift"})
  void a_compliant_year_leads_somewhere(String exercise) {
    List<Done> done = live(exercise, new SplittableRandom(1), 0);
    Prescription last = done.get(done.size() - 1).dose();

    assertThat(last.sets()).isGreaterThanOrEqualTo(2);
    assertThat(last.load().value().intValue()).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"back-extension", "deadlift", "trunk-lift"})
  void an_ache_every_sixth_week_never_ends_with_more_than_an_easy_life(String exercise) {
    Prescription easy = last(live(exercise, new SplittableRandom(1), 0));
    Prescription aching = last(live(exercise, new SplittableRandom(1), 42));

    assertThat(aching.sets()).isLessThanOrEqualTo(easy.sets());
    assertThat(aching.difficulty()).isLessThanOrEqualTo(easy.difficulty());
    if (easy.load() != null) {
      assertThat(aching.load().value()).isLessThan(easy.load().value());
    }
  }

  private static Prescription last(List<Done> done) {
    return done.get(done.size() - 1).dose();
  }

  private static boolean rose(Prescription from, Prescription to) {
    boolean load = to.load() != null && to.load().value().compareTo(from.load().value()) > 0;
    boolean hold = to.holdSeconds() != null && to.holdSeconds() > from.holdSeconds();
    return load
        || hold
        || to.sets() > from.sets()
        || to.difficulty() > from.difficulty()
        || to.timesPerDay() > from.timesPerDay();
  }

  /** Two years of doing what is prescribed on whatever days come; an ache every so many days. */
  private static List<Done> live(String exercise, SplittableRandom random, int acheEvery) {
    List<Session> sessions = new ArrayList<>();
    List<Sensation> aches = new ArrayList<>();
    List<Done> done = new ArrayList<>();
    for (int day = 0; day < YEARS * 365; day += 1 + random.nextInt(4)) {
      History history = new History("a", sessions, aches, List.of(), null, List.of());
      OffsetDateTime at = Story.MONDAY.plusDays(day).plusHours(18);
      Recommendation told = Recommender.recommend(history, Gym.CATALOGUE, Gym.POLICY, exercise, at);
      if (told.advice() == Advice.TRAIN) {
        sessions.add(
            new Session(
                new Ref("session/" + day, 1),
                at,
                List.of(Histories.obey(exercise, told.prescription()))));
        done.add(new Done(day, told.prescription()));
      }
      if (acheEvery > 0 && day / acheEvery > aches.size()) {
        Ref ref = new Ref("sensation/" + day, 1);
        aches.add(new Sensation(ref, at.plusHours(2), "lower-back", Kind.ACHE, 3, exercise, null));
      }
    }
    return done;
  }
}
