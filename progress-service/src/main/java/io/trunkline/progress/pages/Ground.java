package io.trunkline.progress.pages;

import io.trunkline.progress.Problems;
import io.trunkline.progress.pages.ActForm.Choice;
import io.trunkline.progress.recommendation.Facts;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.Pause;
import io.trunkline.progress.rules.Policy;
import io.trunkline.progress.rules.Repertoire;
import io.trunkline.progress.rules.Unit;
import io.trunkline.progress.wording.ActTexts;
import io.trunkline.progress.wording.Words;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a form about an athlete rests on.
 *
 * @param answered what the athlete last said about their back
 * @param now where the athlete is
 * @param author the id that entries name
 * @param formToken what the form carries
 * @param seesHealth whether the coach does
 */
record Ground(
    String athlete,
    Facts facts,
    Answered answered,
    Policy policy,
    OffsetDateTime now,
    String author,
    String formToken,
    boolean seesHealth,
    Words words) {

  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);

  ActTexts says() {
    return words.acting();
  }

  LocalDate today() {
    return now.toLocalDate();
  }

  /** Of the athlete's clock. */
  ZoneId zone() {
    return facts.journal().zone();
  }

  /** What a field for a moment shows: what was typed, now where nothing could be yet. */
  String momentIn(String field, Posted posted) {
    return posted.sent() ? posted.raw(field) : TO_THE_MINUTE.format(now);
  }

  History history() {
    return facts.history();
  }

  /** The one the athlete reads loads in. */
  Unit unit() {
    History.Screening screening = history().screening();
    return screening == null || screening.unit() == null ? Unit.KG : screening.unit();
  }

  /** What is trained now, then what ever was; of somebody who has not begun, the catalogue. */
  List<Exercise> exercises() {
    Set<String> ids = new LinkedHashSet<>(Repertoire.of(history(), policy, now));
    history().sessions().forEach(s -> s.exercises().forEach(done -> ids.add(done.exercise())));
    if (ids.isEmpty()) {
      ids.addAll(facts.catalogue().exercises().keySet());
    }
    return ids.stream().flatMap(id -> facts.catalogue().find(id).stream()).toList();
  }

  /** The same form about each of the exercises. */
  List<Choice> choices(Act act, String chosen) {
    return exercises().stream()
        .map(each -> choice(act, words.exercise(each.id()), each.id(), chosen))
        .toList();
  }

  Choice choice(Act act, String label, String exercise, String chosen) {
    String address = act.address(athlete) + "?exercise=" + exercise;
    return new Choice(label, address, exercise.equals(chosen));
  }

  /** What was chosen; what is trained first where nothing was, null where there is none. */
  Exercise chosen(Posted posted) {
    String id = posted.text("exercise");
    return id.isEmpty()
        ? exercises().stream().findFirst().orElse(null)
        : facts
            .catalogue()
            .find(id)
            .orElseThrow(() -> Problems.notFound("There is nothing at this address."));
  }

  /** What rests or is stopped now, by the entry that says so, each with its last day. */
  Map<String, Pause> pauses() {
    Map<String, Pause> open = new LinkedHashMap<>();
    for (Exercise exercise : facts.catalogue().exercises().values()) {
      for (Pause pause : Pause.of(history(), policy, exercise, now)) {
        if (pause.until() == null || !pause.until().isBefore(today())) {
          String entry = pause.fact().substring(0, pause.fact().lastIndexOf('@'));
          open.merge(entry, pause, (a, b) -> b.until() == null ? b : a);
        }
      }
    }
    return open;
  }

  /** For example {@code Ache 3/10, lower back, Tue 3 Nov}. */
  String told(String entry, Pause pause) {
    List<String> parts = new ArrayList<>();
    history().sensations().stream()
        .filter(felt -> felt.ref().entry().equals(entry))
        .forEach(felt -> parts.add(words.felt(felt.kind(), felt.severity())));
    parts.add(words.region(pause.region()));
    parts.add(words.near(pause.from(), today()));
    return String.join(", ", parts);
  }
}
