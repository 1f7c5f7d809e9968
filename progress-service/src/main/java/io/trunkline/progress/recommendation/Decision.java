package io.trunkline.progress.recommendation;

import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Alternate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an athlete was told about one exercise: kept for good, served and published as the same
 * bytes, superseded and never edited. The components stand in the order of the wire.
 *
 * @param revision 1, 2, 3 … for each athlete and exercise
 * @param supersedes the decision before; null for the first
 * @param recommendation the whole answer; its {@code at} is the newest moment at which one of the
 *     athlete's entries was recorded or deleted
 */
@Schema(name = "Decision")
record Decision(long revision, Supersedes supersedes, Recommendation recommendation) {

  /**
   * The decision before, and the facts it rested on.
   *
   * @param inputs {@code sha256:} and the digest of those facts
   */
  @Schema(name = "Supersedes")
  record Supersedes(long revision, String inputs) {}

  /**
   * What makes a decision another one: the whole answer, without what moves with every entry of the
   * athlete and every edit of the catalogue although the athlete is told the same. That is {@code
   * at}, {@code inputs}, the number of the catalogue, and on TRAIN {@code earliest}, which then is
   * the day of {@code at}. The same holds within the alternates.
   */
  static Recommendation content(Recommendation answer) {
    return new Recommendation(
        answer.athlete(),
        answer.exercise(),
        null,
        answer.advice(),
        answer.phase(),
        answer.advice() == Advice.TRAIN ? null : answer.earliest(),
        answer.step(),
        answer.prescription(),
        answer.preview(),
        answer.because(),
        answer.silent(),
        answer.notices(),
        answer.alternates().stream()
            .map(
                other ->
                    new Alternate(
                        other.exercise(),
                        other.relation(),
                        other.sharedRegions(),
                        content(other.recommendation())))
            .toList(),
        answer.policy(),
        0,
        null);
  }
}
