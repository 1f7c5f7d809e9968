package io.trunkline.progress.rules;

import java.time.OffsetDateTime;

/** The one entry point of the rules: facts in, answer out; no clock, no chance, no memory. */
public final class Recommender {

  private Recommender() {}

  /**
   * The answer for one exercise at one moment. The same arguments give an equal answer, whatever the
   * order of the facts.
   *
   * @param at the moment asked about; its local date is today
   */
  public static Recommendation recommend(
      History history, Catalogue catalogue, Policy policy, String exerciseId, OffsetDateTime at) {
    throw new UnsupportedOperationException();
  }
}
