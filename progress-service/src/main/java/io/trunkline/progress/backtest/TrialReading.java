package io.trunkline.progress.backtest;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trunkline.progress.Identifier;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Problems.Fault;
import io.trunkline.progress.recommendation.Policies;
import io.trunkline.progress.recommendation.PolicyFile;
import io.trunkline.progress.recommendation.PolicyFile.Constant;
import io.trunkline.progress.rules.Policy;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Reads the body of a backtest and names all its faults at once. */
final class TrialReading {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final List<String> FIELDS =
      List.of("policy", "changes", "athletes", "exercises", "from", "to");

  private final List<Fault> faults = new ArrayList<>();
  private final Policies policies;
  private final JsonNode body;

  private TrialReading(Policies policies, JsonNode body) {
    this.policies = policies;
    this.body = body;
  }

  /** Throws the problem to answer when the body cannot be used. */
  static Trial read(byte[] bytes, Policies policies) {
    JsonNode body;
    try {
      body = JSON.readTree(bytes);
    } catch (IOException notJson) {
      throw Problems.malformedJson("The body must be one JSON object.");
    }
    if (!body.isObject()) {
      throw Problems.malformedJson("The body must be one JSON object.");
    }
    return new TrialReading(policies, body).trial();
  }

  private Trial trial() {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                fault("/" + name, "is not known here; " + nearest(name, FIELDS));
              }
            });
    Policy policy = policy();
    List<String> athletes = ids("athletes");
    List<String> exercises = ids("exercises");
    LocalDate from = day("from");
    LocalDate to = day("to");
    if (from != null && to != null && to.isBefore(from)) {
      fault("/to", "must not be before from");
    }
    if (!faults.isEmpty()) {
      throw Problems.invalidEntry(faults);
    }
    return new Trial(
        policy, athletes, exercises == null ? null : new LinkedHashSet<>(exercises), from, to);
  }

  /** The policy asked for, else the active one, with the changes; null after a fault. */
  private Policy policy() {
    JsonNode named = body.path("policy");
    PolicyFile base = policies.find(policies.active().version()).orElseThrow();
    Map<String, JsonNode> values = new LinkedHashMap<>();
    Map<String, String> pointers = new LinkedHashMap<>();
    if (named.isTextual()) {
      base = policies.find(named.textValue()).orElse(null);
      if (base == null) {
        fault("/policy", "names no version this service was shipped with");
        return null;
      }
    } else if (named.isObject()) {
      int index = 0;
      for (JsonNode constant : named.path("constants")) {
        String pointer = "/policy/constants/" + index++;
        String name = constant.path("name").asText();
        value(
            pointer + "/name", pointer + "/value", name, constant.path("value"), values, pointers);
      }
      if (index == 0) {
        fault("/policy/constants", "must list constants, each with name and value");
      }
    } else if (!named.isMissingNode()) {
      fault("/policy", "must be the name of a version or an object with constants");
    }
    changes(values, pointers);
    return faults.isEmpty() ? changed(base, values, pointers) : null;
  }

  private void changes(Map<String, JsonNode> values, Map<String, String> pointers) {
    JsonNode changes = body.path("changes");
    if (!changes.isMissingNode() && !changes.isObject()) {
      fault("/changes", "must be an object of constants and their values");
      return;
    }
    changes
        .properties()
        .forEach(
            change -> {
              String pointer = "/changes/" + escaped(change.getKey());
              value(pointer, pointer, change.getKey(), change.getValue(), values, pointers);
            });
  }

  private void value(
      String namePointer,
      String pointer,
      String name,
      JsonNode value,
      Map<String, JsonNode> values,
      Map<String, String> pointers) {
    if (!SaneBounds.knows(name)) {
      fault(namePointer, "is no constant of the policy; " + nearest(name, SaneBounds.names()));
      return;
    }
    String wish = SaneBounds.wish(name, value);
    if (wish != null) {
      fault(pointer, name + " " + wish);
    }
    values.put(name, value);
    pointers.put(name, pointer);
  }

  private Policy changed(
      PolicyFile base, Map<String, JsonNode> values, Map<String, String> pointers) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (Constant constant : base.constants()) {
      all.put(constant.name(), values.getOrDefault(constant.name(), constant.value()));
    }
    SaneBounds.wishes(all)
        .forEach((name, wish) -> fault(pointers.getOrDefault(name, "/changes"), name + " " + wish));
    if (!faults.isEmpty()) {
      return null;
    }
    try {
      return base.with(values);
    } catch (IllegalArgumentException lengthsThatDoNotFit) {
      fault("/changes", lengthsThatDoNotFit.getMessage());
      return null;
    }
  }

  /** Ids, each once, or null when the field is absent. */
  private List<String> ids(String field) {
    JsonNode given = body.path(field);
    if (given.isMissingNode()) {
      return null;
    }
    if (!given.isArray() || given.isEmpty()) {
      fault("/" + field, "must be a list of ids; leave it out to mean all");
      return null;
    }
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      JsonNode id = given.get(i);
      if (!id.isTextual() || !Identifier.valid(id.textValue())) {
        fault("/" + field + "/" + i, "must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -");
      } else if (!ids.add(id.textValue())) {
        fault("/" + field + "/" + i, "stands here twice");
      }
    }
    return List.copyOf(ids);
  }

  private LocalDate day(String field) {
    JsonNode given = body.path(field);
    if (given.isMissingNode()) {
      return null;
    }
    try {
      return LocalDate.parse(given.isTextual() ? given.textValue() : "");
    } catch (DateTimeException noDay) {
      fault("/" + field, "must be a day, for example 2026-05-27");
      return null;
    }
  }

  private void fault(String pointer, String detail) {
    faults.add(new Fault(pointer, detail));
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String nearest(String name, Iterable<String> known) {
    String start = name.substring(0, Math.min(64, name.length()));
    return "the nearest known name is "
        + StreamSupport.stream(known.spliterator(), false)
            .min(
                Comparator.comparing(
                    (String one) -> LevenshteinDistance.getDefaultInstance().apply(one, start)))
            .orElseThrow();
  }
}
