package io.trunkline.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One exercise of a session as a coach would note it: {@code "back-extension 3x12@20"} (kilograms),
 * {@code "trunk-lift 2x10 arms-at-sides"}, {@code "lower-trunk-rotation 1x5 per side"}, {@code
 * "back-extension 5x12@20 to failure"}, {@code "back-extension 2x12 bad form"}.
 */
final class Performed {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<exercise>[a-z-]+) (?<sets>\\d+)x(?<reps>\\d+)(@(?<load>[\\d.]+))?(?<side> per side)?(?<failure> to failure)?(?<form> bad form)?( (?<variation>[a-z-]+))?");

  private Performed() {}

  static ObjectNode parse(String text) {
    Matcher words = TEXT.matcher(text);
    if (!words.matches()) {
      throw new IllegalArgumentException("Not an exercise as a coach notes it: " + text);
    }
    ObjectNode exercise = JSON.createObjectNode().put("exercise", words.group("exercise"));
    if (words.group("variation") != null) {
      exercise.put("variation", words.group("variation"));
    }
    ArrayNode sets = exercise.putArray("sets");
    int reps = Integer.parseInt(words.group("reps"));
    for (int i = 0; i < Integer.parseInt(words.group("sets")); i++) {
      ObjectNode set = sets.addObject();
      if (words.group("side") == null) {
        set.put("reps", reps);
      } else {
        set.put("repsLeft", reps).put("repsRight", reps);
      }
      if (words.group("load") != null) {
        set.putObject("load").put("value", new BigDecimal(words.group("load"))).put("unit", "kg");
      }
      if (words.group("failure") != null) {
        set.put("rir", 0);
      }
      if (words.group("form") != null) {
        set.put("formOk", false);
      }
    }
    return exercise;
  }
}
