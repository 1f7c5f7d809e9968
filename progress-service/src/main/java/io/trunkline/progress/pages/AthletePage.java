package io.trunkline.progress.pages;

import io.trunkline.progress.rules.Need;
import java.util.List;

/**
 * One athlete as they are shown.
 *
 * @param stopped nothing may be trained before a professional has spoken
 * @param onlyInstead nothing of the workout may be trained on its day, only what is offered instead
 */
public record AthletePage(
    String lang,
    String athlete,
    boolean incomplete,
    List<Needed> needs,
    String workoutDay,
    boolean stopped,
    boolean onlyInstead,
    List<Planned> workout,
    List<Card> cards,
    List<Ache> aches,
    List<Step> timeline) {

  /**
   * Something to do.
   *
   * @param exercise null where it is about none in particular
   */
  public record Needed(Tone tone, String label, String todo, Need.Sort sort, String exercise) {}

  /** One exercise of the next workout. */
  public record Planned(DoseView dose, List<DoseView.Other> instead) {}

  /**
   * One exercise over time, small.
   *
   * @param line points of a line in a box of 120 by 32; empty with fewer than two sessions
   * @param frequency how often of late, against the cap
   * @param sides what is unequal, or empty
   * @param dots one for each session allowed, true where it was done
   */
  public record Card(
      String exercise,
      String name,
      String line,
      String last,
      String count,
      String frequency,
      String sides,
      List<Boolean> dots) {}

  /**
   * What hurts.
   *
   * @param part the region's id; null for the whole body
   */
  public record Ache(String part, String region, String felt, Tone tone, String until) {}

  /** Where it hurts. */
  public BodyMap body() {
    return BodyMap.ofAches(aches);
  }

  /** Something that happened. */
  public record Step(String day, Tone tone, String text, String link) {}
}
