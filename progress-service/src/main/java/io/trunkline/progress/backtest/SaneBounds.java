package io.trunkline.progress.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.History.Professional;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a constant may be in a trial. Wider than anybody would prescribe, but never such that the
 * answer means nothing: a rest shorter than the week of BE:164, or no session a week at all.
 */
final class SaneBounds {

  private static final List<String> KINDS = names(Kind.values());

  private static final Map<String, Bound> BY_NAME = new TreeMap<>();

  static {
    number("rest.shortDays", 7, 28);
    number("rest.longDays", 7, 56);
    number("rest.shortMaxSeverity", 0, 6);
    list("rest.recurrenceDays", 0, 365, 2);
    either("rest.countWholeDays", "true", "false");
    number("rest.stabiliserMinSeverity", 1, 10);
    number("rest.unknownSeverityDays", 7, 56);
    words("rest.kinds", KINDS);
    words("stop.kinds", KINDS);
    number("stop.minSeverity", 1, 10);
    words("stop.clearedBy", names(Professional.values()));
    words("ignored.kinds", KINDS);
    words("hold.kinds", KINDS);
    words("clear.history", List.of("injury", "herniation", "stenosis", "chronic", "mild"));
    either("clear.unansweredAction", "prescribe", "hold");
    number("freq.strengthPer7Days", 1, 7);
    list("freq.rotationPerDay", 1, 6, 2);
    number("freq.minDaysBetween", 1, 7);
    number("daily.maxSets", 1, 5);
    number("hard.days", 1, 28);
    number("hard.sets", 2, 20);
    number("hard.setsAtZeroReserve", 1, 20);
    number("sets.min", 1, 5);
    number("sets.max", 1, 10);
    number("start.sets", 1, 5);
    number("addWeight.sessionsAtTop", 1, 20);
    number("step.sessionsAtTop", 1, 20);
    number("step.maxPercent", 0, 25);
    number("step.spacingDays", 1, 56);
    decimal("increment.kg", "0.1", "20");
    decimal("increment.lb", "0.1", "50");
    number("rotation.metSessions", 1, 50);
    number("rotation.minDays", 0, 56);
    list("return.fractions", 0, 100, 0);
    number("return.stepDays", 1, 28);
    number("return.quietDays", 0, 14);
    number("return.easierVariationBelowStep", 0, 10);
    list("return.assistIncrements", 0, 20, 0);
    list("layoff.afterDays", 1, 730, 0);
    list("layoff.factors", 0, 100, 0);
    list("layoff.assistIncrements", 0, 20, 0);
    number("layoff.maxSets", 1, 10);
    number("layoff.easierVariationAfterDays", 1, 730);
    number("reduce.afterMisses", 1, 10);
    number("reduce.percent", 1, 50);
    number("regain.minSets", 1, 5);
    number("regain.targetPercent", 10, 100);
    number("regain.stepPercent", 1, 25);
    number("regain.lookbackDays", 7, 730);
    number("quality.reserveVeto", 0, 5);
    number("sides.differencePercent", 1, 100);
    number("sides.sessions", 1, 20);
    list("ceiling.tempoSeconds", 1, 15, 2);
  }

  private SaneBounds() {}

  /** Says in a sentence's end what a value must be, or null when it is that. */
  @FunctionalInterface
  private interface Bound {
    String wish(JsonNode value);
  }

  static Iterable<String> names() {
    return BY_NAME.keySet();
  }

  static boolean knows(String name) {
    return BY_NAME.containsKey(name);
  }

  /** What the constant must be, if it is not that; else null. */
  static String wish(String name, JsonNode value) {
    return BY_NAME.get(name).wish(value);
  }

  /** Faults between constants: each name with what it must be. */
  static Map<String, String> wishes(Map<String, JsonNode> all) {
    Map<String, String> wishes = new LinkedHashMap<>();
    atMost("rest.shortDays", "rest.longDays", all, wishes);
    atMost("sets.min", "sets.max", all, wishes);
    atMost("start.sets", "sets.max", all, wishes);
    for (String name :
        List.of(
            "rest.recurrenceDays",
            "freq.rotationPerDay",
            "return.fractions",
            "layoff.afterDays",
            "ceiling.tempoSeconds")) {
      JsonNode list = all.get(name);
      for (int i = 1; i < list.size(); i++) {
        if (list.get(i).intValue() < list.get(i - 1).intValue()) {
          wishes.put(name, "must not fall from one item to the next");
        }
      }
    }
    return wishes;
  }

  private static void atMost(
      String name, String other, Map<String, JsonNode> all, Map<String, String> wishes) {
    if (all.get(name).isInt() && all.get(name).intValue() > all.get(other).intValue()) {
      wishes.put(name, "must not be above " + other + ", which is " + all.get(other));
    }
  }

  private static void number(String name, int least, int most) {
    BY_NAME.put(
        name, v -> whole(v, least, most) ? null : "must be a whole number" + span(least, most));
  }

  private static void decimal(String name, String least, String most) {
    BY_NAME.put(
        name,
        v ->
            v.isNumber()
                    && v.decimalValue().compareTo(new BigDecimal(least)) >= 0
                    && v.decimalValue().compareTo(new BigDecimal(most)) <= 0
                ? null
                : "must be a number" + span(least, most));
  }

  /**
   * @param size how many items, or 0 for 1 to 10
   */
  private static void list(String name, int least, int most, int size) {
    String count = size == 0 ? "1 to 10" : String.valueOf(size);
    BY_NAME.put(
        name,
        v -> {
          boolean sized = size == 0 ? v.size() >= 1 && v.size() <= 10 : v.size() == size;
          boolean good = v.isArray() && sized;
          for (JsonNode item : v) {
            good &= whole(item, least, most);
          }
          return good ? null : "must be a list of " + count + " whole numbers" + span(least, most);
        });
  }

  private static void words(String name, List<String> allowed) {
    BY_NAME.put(
        name,
        v -> {
          boolean good = v.isArray();
          for (JsonNode item : v) {
            good &= item.isTextual() && allowed.contains(item.textValue());
          }
          return good ? null : "must be a list of words out of " + allowed;
        });
  }

  private static void either(String name, String one, String other) {
    BY_NAME.put(
        name,
        v ->
            v.isValueNode() && (v.asText().equals(one) || v.asText().equals(other))
                ? null
                : "must be " + one + " or " + other);
  }

  private static boolean whole(JsonNode value, int least, int most) {
    return value.isInt() && value.intValue() >= least && value.intValue() <= most;
  }

  private static String span(Object least, Object most) {
    return " from " + least + " to " + most;
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }
}
