package io.trunkline.progress.recommendation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.progress.rules.NextWorkout;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommendation.Alternate;
import io.trunkline.progress.rules.Recommendation.Because;
import io.trunkline.progress.rules.Recommendation.Notice;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * An answer for a coach with whom the athlete does not share health: advice and dose as they are,
 * but a reason that rests on an ache, a clearance or the screening shrinks to its rule and one
 * sentence, and nothing names such an entry.
 */
public final class WithoutHealth {

  static final String SENTENCE = "Rests on health entries this athlete does not share with you.";

  private static final Set<String> KINDS = Set.of("sensation", "clearance", "screening");
  private static final Set<String> RULES =
      Set.of("G-STOP", "G-CLEAR", "G-REST", "C-SORE-HOLD", "N-PUMP", "N-SWAP");
  private static final String RETURNS = "C-RETURN-";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private WithoutHealth() {}

  /** One place of a workout. */
  public static NextWorkout.Item of(NextWorkout.Item item) {
    return new NextWorkout.Item(
        item.order(),
        of(item.recommendation()),
        item.substitutes().stream()
            .map(each -> new NextWorkout.Substitute(each.exercise(), of(each.recommendation())))
            .toList());
  }

  /** One recommendation, its alternates included. */
  public static Recommendation of(Recommendation answer) {
    return new Recommendation(
        answer.athlete(),
        answer.exercise(),
        answer.at(),
        answer.advice(),
        answer.phase(),
        answer.earliest(),
        answer.step(),
        answer.prescription(),
        answer.preview(),
        answer.because().stream().map(WithoutHealth::of).toList(),
        answer.silent(),
        answer.notices().stream().map(WithoutHealth::of).toList(),
        answer.alternates().stream()
            .map(
                other ->
                    new Alternate(
                        other.exercise(),
                        other.relation(),
                        other.sharedRegions(),
                        of(other.recommendation())))
            .toList(),
        answer.policy(),
        answer.catalogue(),
        answer.inputs());
  }

  private static Because of(Because reason) {
    return isOfHealth(reason.rule()) || reason.facts().stream().anyMatch(WithoutHealth::namesHealth)
        ? new Because(reason.rule(), List.of(), List.of(), List.of(), List.of(), SENTENCE)
        : reason;
  }

  private static Notice of(Notice notice) {
    return isOfHealth(notice.rule()) ? new Notice(notice.rule(), SENTENCE, List.of()) : notice;
  }

  private static boolean isOfHealth(String rule) {
    return RULES.contains(rule) || rule.startsWith(RETURNS);
  }

  private static boolean namesHealth(String fact) {
    return KINDS.contains(fact.substring(0, Math.max(0, fact.indexOf('/'))));
  }

  /** The same of a decision as it was kept. */
  static String of(String decision) {
    try {
      JsonNode tree = JSON.readTree(decision);
      shrink(tree);
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Decisions are kept as they were written.", impossible);
    }
  }

  private static void shrink(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.path("because").forEach(WithoutHealth::shrinkReason);
      object.path("notices").forEach(WithoutHealth::shrinkReason);
      for (String list : List.of("withdrawn", "corrected")) {
        if (object.get(list) instanceof ArrayNode facts) {
          for (Iterator<JsonNode> each = facts.iterator(); each.hasNext(); ) {
            if (namesHealth(each.next().asText())) {
              each.remove();
            }
          }
        }
      }
    }
    node.forEach(WithoutHealth::shrink);
  }

  private static void shrinkReason(JsonNode said) {
    boolean named = false;
    for (JsonNode fact : said.path("facts")) {
      named |= namesHealth(fact.asText());
    }
    if (said instanceof ObjectNode reason && (named || isOfHealth(said.path("rule").asText()))) {
      reason.put("text", SENTENCE);
      for (String list : List.of("binds", "facts", "sources", "external")) {
        if (reason.get(list) instanceof ArrayNode what) {
          what.removeAll();
        }
      }
    }
  }
}
