package io.trunkline.progress.rules;

import java.time.LocalDate;

/**
 * Something about an athlete that asks for a person, and the local days on which it does. It holds
 * the days and not a verdict: a rest that ends and an athlete who falls silent need no new entry to
 * be seen.
 *
 * @param from first day
 * @param until last day, or null while only a new entry ends it
 * @param day what the days hang on: the report, the first day after the rest, the last rise, the
 *     last session or the answer
 * @param exercise null where it is about more than one
 * @param region null where it is about none, or about every
 * @param felt what was reported, or null
 * @param severity as reported, or null
 * @param fact the entry it comes from, for example {@code sensation/p1@1}; null where none is to
 *     blame
 */
public record Need(
    Sort sort,
    LocalDate from,
    LocalDate until,
    LocalDate day,
    String exercise,
    String region,
    History.Kind felt,
    Integer severity,
    String fact) {

  /** In the order in which a person should look. */
  public enum Sort {
    /** Pain that only a professional's go-ahead ends. */
    STOPPED,
    /** An ache or discomfort reported on this very day. */
    ACHE,
    /** A rest that is over in two days at most; the first session back is a lighter one. */
    REST_ENDING,
    /** The first sessions after an ache, or a form that was not right. */
    FORM_CHECK,
    /** Back history without a go-ahead. */
    CLEARANCE,
    /** Nobody ever answered whether there is back history. */
    SCREENING,
    /** No rise in load, sets, repetitions, difficulty or hold for weeks of training. */
    STALLED,
    /** The last session was more than advised, or against the advice. */
    TOO_MUCH,
    /** No session for so long that the next one starts lower. */
    SILENT
  }

  /** Whether it asks for a person on that local day. */
  public boolean on(LocalDate today) {
    return !today.isBefore(from) && (until == null || !today.isAfter(until));
  }
}
