package io.trunkline.progress.recommendation;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.progress.recommendation.PolicyFile.Constant;
import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.History.Professional;
import io.trunkline.progress.rules.Policy;
import io.trunkline.progress.rules.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Takes each constant out of a policy file once; what is left over or missing is an error. */
final class PolicyConstants {

  private final Map<String, JsonNode> left = new LinkedHashMap<>();

  private PolicyConstants(List<Constant> constants) {
    for (Constant constant : constants) {
      if (left.put(constant.name(), constant.value()) != null) {
        throw new IllegalArgumentException("Constant " + constant.name() + " stands twice.");
      }
    }
  }

  static Policy policy(PolicyFile file) {
    PolicyConstants take = new PolicyConstants(file.constants());
    Policy policy = take.policy(file.version(), file.articles());
    if (!take.left.isEmpty()) {
      throw new IllegalArgumentException("The rules know no constant " + take.left.keySet() + ".");
    }
    return policy;
  }

  private Policy policy(String version, SortedMap<String, String> articles) {
    return new Policy(
        version,
        articles,
        rest(),
        new Policy.Stop(kinds("stop.kinds"), number("stop.minSeverity"), clearedBy()),
        new Policy.Feeling(kinds("ignored.kinds"), kinds("hold.kinds")),
        new Policy.Clear(Set.copyOf(words("clear.history")), prescribesUnanswered()),
        frequency(),
        new Policy.Hard(number("hard.days"), number("hard.sets"), number("hard.setsAtZeroReserve")),
        new Policy.Sets(number("sets.min"), number("sets.max"), number("start.sets")),
        new Policy.Step(
            number("step.sessionsAtTop"),
            number("step.maxPercent"),
            number("step.spacingDays"),
            number("addWeight.sessionsAtTop")),
        Map.of(Unit.KG, decimal("increment.kg"), Unit.LB, decimal("increment.lb")),
        new Policy.Rotation(number("rotation.metSessions"), number("rotation.minDays")),
        returning(),
        layoff(),
        new Policy.Reduce(number("reduce.afterMisses"), number("reduce.percent")),
        new Policy.Regain(
            number("regain.minSets"),
            number("regain.targetPercent"),
            number("regain.stepPercent"),
            number("regain.lookbackDays")),
        new Policy.Quality(number("quality.reserveVeto") * 10),
        new Policy.Sides(number("sides.differencePercent"), number("sides.sessions")),
        ceiling());
  }

  private Policy.Rest rest() {
    List<Integer> recurrence = numbers("rest.recurrenceDays", 2);
    return new Policy.Rest(
        number("rest.shortDays"),
        number("rest.longDays"),
        number("rest.shortMaxSeverity"),
        recurrence.get(0),
        recurrence.get(1),
        flag("rest.countWholeDays"),
        number("rest.stabiliserMinSeverity"),
        number("rest.unknownSeverityDays"),
        kinds("rest.kinds"));
  }

  private Policy.Frequency frequency() {
    List<Integer> rotation = numbers("freq.rotationPerDay", 2);
    return new Policy.Frequency(
        number("freq.strengthPer7Days"),
        rotation.get(0),
        rotation.get(1),
        number("freq.minDaysBetween"),
        number("daily.maxSets"));
  }

  private Policy.Return returning() {
    List<Integer> fractions = numbers("return.fractions", null);
    return new Policy.Return(
        fractions,
        number("return.stepDays"),
        number("return.quietDays"),
        number("return.easierVariationBelowStep"),
        numbers("return.assistIncrements", fractions.size()));
  }

  private Policy.Layoff layoff() {
    List<Integer> factors = numbers("layoff.factors", null);
    return new Policy.Layoff(
        numbers("layoff.afterDays", factors.size() + 1),
        factors,
        numbers("layoff.assistIncrements", factors.size()),
        number("layoff.maxSets"),
        number("layoff.easierVariationAfterDays"));
  }

  private Policy.Ceiling ceiling() {
    List<Integer> tempo = numbers("ceiling.tempoSeconds", 2);
    return new Policy.Ceiling(tempo.get(0), tempo.get(1));
  }

  private Set<Kind> kinds(String name) {
    Set<Kind> kinds = new TreeSet<>();
    words(name).forEach(word -> kinds.add(Kind.valueOf(word.toUpperCase(Locale.ROOT))));
    return Set.copyOf(kinds);
  }

  private Set<Professional> clearedBy() {
    Set<Professional> professions = new TreeSet<>();
    words("stop.clearedBy")
        .forEach(word -> professions.add(Professional.valueOf(word.toUpperCase(Locale.ROOT))));
    return Set.copyOf(professions);
  }

  private boolean prescribesUnanswered() {
    String action = take("clear.unansweredAction").asText();
    if (!action.equals("prescribe") && !action.equals("hold")) {
      throw new IllegalArgumentException("clear.unansweredAction is prescribe or hold.");
    }
    return action.equals("prescribe");
  }

  private JsonNode take(String name) {
    JsonNode value = left.remove(name);
    if (value == null) {
      throw new IllegalArgumentException("Constant " + name + " is missing.");
    }
    return value;
  }

  private int number(String name) {
    return number(name, take(name));
  }

  private static int number(String name, JsonNode value) {
    if (!value.isInt() || value.intValue() < 0) {
      throw new IllegalArgumentException("Constant " + name + " must be a whole number from 0 up.");
    }
    return value.intValue();
  }

  private BigDecimal decimal(String name) {
    JsonNode value = take(name);
    if (!value.isNumber() || value.decimalValue().signum() <= 0) {
      throw new IllegalArgumentException("Constant " + name + " must be a number above 0.");
    }
    return value.decimalValue();
  }

  private boolean flag(String name) {
    JsonNode value = take(name);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("Constant " + name + " must be true or false.");
    }
    return value.booleanValue();
  }

  private List<Integer> numbers(String name, Integer size) {
    List<Integer> numbers = new ArrayList<>();
    take(name).forEach(item -> numbers.add(number(name, item)));
    if (size == null ? numbers.isEmpty() : numbers.size() != size) {
      throw new IllegalArgumentException("Constant " + name + " has the wrong length.");
    }
    return List.copyOf(numbers);
  }

  private List<String> words(String name) {
    List<String> words = new ArrayList<>();
    take(name).forEach(item -> words.add(item.asText()));
    return words;
  }
}
