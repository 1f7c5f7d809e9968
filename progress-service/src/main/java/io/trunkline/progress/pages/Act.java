package io.trunkline.progress.pages;

import io.trunkline.progress.rules.Need;
import io.trunkline.progress.wording.ActTexts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What a coach can record about an athlete. */
@SuppressWarnings("ImmutableEnumChecker") // references to methods hold nothing
enum Act {
  FORM_CHECK(EntryKind.OBSERVATION, false, ActTexts::form_check, FormCheckForm::new),
  NOTE(EntryKind.OBSERVATION, false, ActTexts::note, NoteForm::new),
  CEILING(EntryKind.DIRECTIVE, false, ActTexts::ceiling, CeilingForm::new),
  POSITION(EntryKind.DIRECTIVE, false, ActTexts::position, PositionForm::new),
  REST(EntryKind.DIRECTIVE, true, ActTexts::rest, RestForm::new),
  CLEARANCE(EntryKind.CLEARANCE, true, ActTexts::clearance, ClearanceForm::new),
  SCREENING(EntryKind.SCREENING, true, ActTexts::screening, ScreeningForm::new);

  /** To set directives, and to write down what was seen. */
  static final String DIRECTS = "directives:write";

  /** To record go-aheads and answers on an athlete's behalf. */
  static final String ATTENDS = "health:write";

  final EntryKind kind;

  /** Shown only to whom the athlete shows their health. */
  final boolean ofHealth;

  final Function<ActTexts, String> title;
  final BiFunction<Ground, Posted, Filling> filling;

  Act(
      EntryKind kind,
      boolean ofHealth,
      Function<ActTexts, String> title,
      BiFunction<Ground, Posted, Filling> filling) {
    this.kind = kind;
    this.ofHealth = ofHealth;
    this.title = title;
    this.filling = filling;
  }

  /** In addresses. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where an athlete's form is. */
  String address(String athlete) {
    return kind.pages(athlete) + word();
  }

  /** What a coach records once a need was seen to; empty where talking is all there is to do. */
  static Optional<Act> answering(Need.Sort need) {
    return switch (need) {
      case STOPPED, CLEARANCE -> Optional.of(CLEARANCE);
      case SCREENING -> Optional.of(SCREENING);
      case FORM_CHECK -> Optional.of(FORM_CHECK);
      case ACHE, REST_ENDING, STALLED, TOO_MUCH, SILENT -> Optional.empty();
    };
  }

  /** By its address. */
  static Optional<Act> of(String place, String word) {
    return Arrays.stream(values())
        .filter(act -> act.word().equals(word) && act.kind.place.equals(place))
        .findFirst();
  }
}
