package io.trunkline.e2e.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a schema of the same major may follow a released one. Only two changes are harmless to
 * those who write by the old schema and to those who read by it: another optional property (readers
 * ignore what they do not know) and better words. Anything narrower turns writers away, and
 * anything wider sends readers what they were promised never to see.
 */
final class SchemaChange {

  private static final Set<String> WORDS = Set.of("title", "description", "examples", "$comment");
  private static final Set<String> NAMED_SCHEMAS = Set.of("properties", "$defs");
  private static final Set<String> SETS = Set.of("required", "enum", "type");

  private final List<String> faults = new ArrayList<>();

  private SchemaChange() {}

  /** Every forbidden change, with the JSON Pointer of its place; empty if none. */
  static List<String> faults(JsonNode released, JsonNode current) {
    SchemaChange change = new SchemaChange();
    change.compareSchema(released, current, "");
    return change.faults;
  }

  private void compareSchema(JsonNode released, JsonNode current, String at) {
    if (!released.isObject() || !current.isObject()) {
      compareValue(released, current, at);
      return;
    }
    Set<String> keywords = new TreeSet<>();
    released.fieldNames().forEachRemaining(keywords::add);
    current.fieldNames().forEachRemaining(keywords::add);
    keywords.removeAll(WORDS);
    for (String keyword : keywords) {
      String place = at + "/" + keyword;
      if (NAMED_SCHEMAS.contains(keyword)) {
        compareNamed(released.path(keyword), current.path(keyword), place);
      } else if (!released.has(keyword)) {
        faults.add(place + " is new");
      } else if (!current.has(keyword)) {
        faults.add(place + " is gone");
      } else if (SETS.contains(keyword)) {
        compareSet(released.get(keyword), current.get(keyword), place);
      } else {
        compareValue(released.get(keyword), current.get(keyword), place);
      }
    }
  }

  private void compareNamed(JsonNode released, JsonNode current, String at) {
    released
        .properties()
        .forEach(
            each -> {
              String place = at + "/" + each.getKey();
              if (current.has(each.getKey())) {
                compareSchema(each.getValue(), current.get(each.getKey()), place);
              } else {
                faults.add(place + " is gone");
              }
            });
  }

  private void compareSet(JsonNode released, JsonNode current, String at) {
    if (!members(released).equals(members(current))) {
      faults.add(at + " was " + released + " and is " + current);
    }
  }

  private static Set<JsonNode> members(JsonNode value) {
    Set<JsonNode> members = new HashSet<>();
    if (value.isArray()) {
      value.forEach(members::add);
    } else {
      members.add(value);
    }
    return members;
  }

  private void compareValue(JsonNode released, JsonNode current, String at) {
    if (released.isArray() && current.isArray() && released.size() == current.size()) {
      for (int i = 0; i < released.size(); i++) {
        compareSchema(released.get(i), current.get(i), at + "/" + i);
      }
    } else if (released.isObject() && current.isObject()) {
      compareSchema(released, current, at);
    } else if (!released.equals(current)) {
      faults.add(at + " was " + released + " and is " + current);
    }
  }
}
