package io.trunkline.progress.pages;

import io.trunkline.progress.wording.ActTexts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a coach can record about an athlete. */
@SuppressWarnings("ImmutableEnumChecker") // references to methods hold nothing
enum Act {
  CEILING("directives", "directive", false, ActTexts::ceiling),
  POSITION("directives", "directive", false, ActTexts::position),
  REST("directives", "directive", true, ActTexts::rest),
  CLEARANCE("clearances", "clearance", true, ActTexts::clearance),
  SCREENING("screening", "screening", true, ActTexts::screening);

  /** To set directives. */
  static final String DIRECTS = "directives:write";

  /** To record go-aheads and answers on an athlete's behalf. */
  static final String ATTENDS = "health:write";

  /** Below the athlete's address in the journal. */
  final String collection;

  /** In keys. */
  final String kind;

  /** Shown only to whom the athlete shows their health. */
  final boolean ofHealth;

  final Function<ActTexts, String> title;

  Act(String collection, String kind, boolean ofHealth, Function<ActTexts, String> title) {
    this.collection = collection;
    this.kind = kind;
    this.ofHealth = ofHealth;
    this.title = title;
  }

  /** In addresses. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String scope() {
    return collection.equals("directives") ? DIRECTS : ATTENDS;
  }

  /** Where an athlete's form is. */
  String address(String athlete) {
    return "/athletes/"
        + athlete
        + (scope().equals(DIRECTS) ? "/directives/" : "/health/")
        + word();
  }

  static Optional<Act> of(String word, String scope) {
    return Arrays.stream(values())
        .filter(act -> act.word().equals(word) && act.scope().equals(scope))
        .findFirst();
  }
}
