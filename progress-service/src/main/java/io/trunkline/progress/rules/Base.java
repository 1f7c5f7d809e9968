package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Attempt.Done;
import java.util.List;

/**
 * What sessions and the coach's positions alone lead to. It sees no reports, no go-aheads and no
 * clock, which is why a report can never raise a dose.
 *
 * @param dose the dose before any bound
 * @param decided who decided it last
 * @param facts the entries it rests on
 * @param cites lines of articles that decision rests on
 * @param external references that are not articles
 * @param text why, for a person
 * @param raised whether the last session earned a step on some axis
 * @param seen every session of the exercise, in the order of their instants, with what counted
 */
record Base(
    Dose dose,
    Rule decided,
    List<String> facts,
    List<String> cites,
    List<String> external,
    String text,
    boolean raised,
    List<Seen> seen) {

  /** A session and what counted in it. */
  record Seen(Attempt attempt, Done done) {}

  /** The latest session, or null before the first. */
  Seen last() {
    return seen.isEmpty() ? null : seen.get(seen.size() - 1);
  }

  boolean decidedBy(String id) {
    return decided.id().equals(id);
  }
}
