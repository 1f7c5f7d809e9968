package io.trunkline.progress.rules;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A base rule: what one session means for the next dose, from sessions alone. Of those in the table
 * the first that applies decides.
 *
 * @param next the dose it leads to, where it applies
 * @param grounds the rule's line, narrowed to the grounds that apply
 * @param why a sentence for a person, given what was judged and the dose it led to
 */
record Step(
    About about,
    Predicate<Judging> applies,
    Function<Judging, Dose> next,
    Function<Judging, About> grounds,
    BiFunction<Judging, Dose, String> why)
    implements Rule {

  Step groundedOn(Function<Judging, About> narrower) {
    return new Step(about, applies, next, narrower, why);
  }
}
