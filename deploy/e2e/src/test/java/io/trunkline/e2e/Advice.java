package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer of progress-service.
 *
 * @param bytes as they came, to compare two answers
 * @param json the same, read
 */
record Advice(String bytes, JsonNode json) {

  /**
   * The advice as a coach would say it: {@code "TRAIN 2x10 @ 2.5 kg"}, {@code "WAIT until D+7, then
   * 2x12 bodyweight"}, {@code "REST until D+23"}, {@code "STOP"}.
   */
  String inWords() {
    String advice = json.path("advice").asText();
    return switch (advice) {
      case "TRAIN" -> "TRAIN " + dose(json.path("prescription"));
      case "WAIT" -> "WAIT until " + earliest() + ", then " + dose(json.path("preview"));
      case "REST" -> "REST until " + earliest();
      default -> advice;
    };
  }

  private Day earliest() {
    return Day.of(LocalDate.parse(json.path("earliest").asText()));
  }

  private static String dose(JsonNode dose) {
    String text = dose.path("sets").asInt() + "x" + dose.path("reps").asInt();
    if (dose.path("perSide").asBoolean()) {
      text += " per side";
    }
    if (dose.path("holdSeconds").isNumber()) {
      text += " holding " + dose.path("holdSeconds").asInt() + " s";
    }
    JsonNode load = dose.path("load");
    if (load.isObject()) {
      text +=
          load.path("value").decimalValue().signum() == 0
              ? " bodyweight"
              : " @ " + load.path("value").asText() + " " + load.path("unit").asText();
    }
    return text;
  }

  /** Checks the advice, and that no dose is shown where nothing may be done. */
  Advice says(String words) {
    assertThat(inWords()).as(bytes).isEqualTo(words);
    assertThat(json.path("prescription").isObject()).as(bytes).isEqualTo(words.startsWith("TRAIN"));
    return this;
  }

  Advice withVariation(String variation) {
    assertThat(json.at("/prescription/variation").asText()).as(bytes).isEqualTo(variation);
    return this;
  }

  /** Checks that the rule is among the reasons. */
  Advice because(String rule) {
    assertThat(rules()).as(bytes).contains(rule);
    return this;
  }

  List<String> rules() {
    return json.path("because").findValuesAsText("rule");
  }

  /** Checks that the article line is cited, with the article's title. */
  Advice citing(String line) {
    for (JsonNode reason : json.path("because")) {
      for (JsonNode source : reason.path("sources")) {
        if (source.path("cite").asText().equals(line)) {
          assertThat(source.path("title").asText()).as(bytes).isNotBlank();
          return this;
        }
      }
    }
    throw new AssertionError("No reason cites " + line + ": " + bytes);
  }

  /** The same answer, whoever asked and however often the facts were corrected. */
  JsonNode withoutNames() {
    ObjectNode copy = json.deepCopy();
    copy.remove(List.of("athlete", "inputs"));
    copy.findParents("facts").forEach(reason -> ((ObjectNode) reason).remove("facts"));
    return copy;
  }

  /** The other exercises offered instead. */
  List<String> alternates() {
    List<String> ids = new ArrayList<>();
    json.path("alternates").forEach(alternate -> ids.add(alternate.path("exercise").asText()));
    return ids;
  }
}
