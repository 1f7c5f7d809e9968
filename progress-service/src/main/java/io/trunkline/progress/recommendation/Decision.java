package io.trunkline.progress.recommendation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Alternate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an athlete was told about one exercise: kept for good, served and published as the same
 * bytes, superseded and never edited. The components stand in the order of the wire.
 *
 * @param revision 1, 2, 3 … for each athlete and exercise; after a loss of the database it jumps
 * @param supersedes the decision before; null for the first
 * @param recommendation the whole answer; its {@code at} is the newest moment at which one of the
 *     athlete's entries was recorded or deleted, or that a later one is dated, if that has come
 */
@Schema(name = "Decision")
record Decision(long revision, Supersedes supersedes, Recommendation recommendation) {

  /**
   * The decision before, the facts it rested on, and what became of those it named. The lists are
   * left out when empty.
   *
   * @param inputs {@code sha256:} and the digest of those facts
   * @param withdrawn facts that decision named and whose entries were deleted since
   * @param corrected facts that decision named and whose entries have another revision now
   */
  @Schema(name = "Supersedes")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Supersedes(
      long revision,
      String inputs,
      @Schema(
              description =
                  "Facts the decision before named and whose entries were deleted since. Absent when there are none.")
          List<String> withdrawn,
      @Schema(
              description =
                  "Facts the decision before named and whose entries were corrected since. Absent when there are none.")
          List<String> corrected) {

    Supersedes {
      withdrawn = List.copyOf(withdrawn);
      corrected = List.copyOf(corrected);
    }

    /**
     * What has become of the named facts.
     *
     * @param named by the decision before, for example {@code sensation/p1@1}
     * @param current revision by entry, of all entries the journal holds now
     */
    static Supersedes of(
        long revision, String inputs, List<String> named, Map<String, Long> current) {
      SortedSet<String> withdrawn = new TreeSet<>();
      SortedSet<String> corrected = new TreeSet<>();
      for (String fact : named) {
        int mark = fact.lastIndexOf('@');
        Long stands = current.get(fact.substring(0, mark));
        if (stands == null) {
          withdrawn.add(fact);
        } else if (stands != Long.parseLong(fact.substring(mark + 1))) {
          corrected.add(fact);
        }
      }
      return new Supersedes(revision, inputs, List.copyOf(withdrawn), List.copyOf(corrected));
    }
  }

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
