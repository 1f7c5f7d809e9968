package io.trunkline.progress.rules;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A base rule: what one session means for the next dose, from sessions alone. Of those in the table
 * the first that answers decides.
 *
 * @param next the dose it leads to, if it applies
 * @param grounds the rule's line, narrowed to the grounds that apply
 * @param why a sentence for a person, given what was judged and the dose it led to
 */
record Step(
    About about,
    Function<Judging, Optional<Dose>> next,
    Function<Judging, About> grounds,
    BiFunction<Judging, Dose, String> why)
    implements Rule {

  Step groundedOn(Function<Judging, About> narrower) {
    return new Step(about, next, narrower, why);
  }
}
