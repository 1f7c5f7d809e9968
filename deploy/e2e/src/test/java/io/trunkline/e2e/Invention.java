package io.trunkline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Makes up values that a schema may or may not like. */
final class Invention {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 8;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "back-extension",
          "lower-back",
          "s1",
          "fuzz-1",
          ".",
          "..",
          "2026-05-04T18:00:00+02:00",
          "2026-05-04T18:00:00Z",
          "2026-02-30T00:00:00Z",
          "9999-12-31T23:59:59-18:00",
          "0000-01-01T00:00:00Z",
          "2026-05-04",
          "Europe/Berlin",
          "kg",
          "lb",
          "null",
          "true",
          "-1",
          "NaN",
          "1e400",
          "💪",
          "\u0000",
          "\u202e",
          "x".repeat(5000),
          "%00",
          "../../etc",
          "';--",
          "<script>",
          "session/s1@1",
          "ache",
          "physician",
          "ceiling");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "10",
          "12",
          "0.5",
          "-0",
          "2.50",
          "61.235042773811365",
          "74.99999999999999",
          "100001",
          "2147483648",
          "9223372036854775808",
          "1e31",
          "1e-31",
          "99999999999999999999999999999999");

  private final SplittableRandom random;
  private final Function<String, JsonNode> references;

  Invention(SplittableRandom random, Function<String, JsonNode> references) {
    this.random = random;
    this.references = references;
  }

  /** A value of the schema, most of the time. */
  JsonNode value(JsonNode schema) {
    return value(schema, 0);
  }

  private JsonNode value(JsonNode schema, int depth) {
    if (depth > DEEPEST) {
      return JSON.nullNode();
    }
    if (schema.has("$ref")) {
      return value(references.apply(schema.get("$ref").textValue()), depth + 1);
    }
    if (random.nextInt(40) == 0) {
      return anything();
    }
    for (String choice : List.of("oneOf", "anyOf", "allOf")) {
      if (schema.has(choice) && !schema.has("properties")) {
        return value(pick(schema.get(choice)), depth + 1);
      }
    }
    if (schema.has("examples") && random.nextInt(3) > 0) {
      return pick(schema.get("examples")).deepCopy();
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.path("enum").size() > 0) {
      return pick(schema.get("enum"));
    }
    JsonNode type = schema.path("type");
    return switch (type.isArray() ? pick(type).asText() : type.asText()) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer", "number" -> number();
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "null" -> JSON.nullNode();
      default -> schema.has("properties") ? object(schema, depth) : JSON.textNode(pick(TEXTS));
    };
  }

  String text() {
    return pick(TEXTS);
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      boolean required = false;
      for (JsonNode name : schema.path("required")) {
        required |= name.asText().equals(property.getKey());
      }
      if (random.nextInt(20) > 0 && (required || random.nextInt(3) == 0)) {
        object.set(property.getKey(), value(property.getValue(), depth + 1));
      }
    }
    if (random.nextInt(20) == 0) {
      object.set(pick(TEXTS), anything());
    }
    return object;
  }

  private JsonNode array(JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    for (int size = random.nextInt(4); size > 0; size--) {
      array.add(value(schema.path("items"), depth + 1));
    }
    return array;
  }

  private JsonNode number() {
    return JSON.numberNode(new BigDecimal(pick(NUMBERS)));
  }

  private JsonNode anything() {
    return switch (random.nextInt(6)) {
      case 0 -> JSON.nullNode();
      case 1 -> number();
      case 2 -> JSON.textNode(pick(TEXTS));
      case 3 -> JSON.objectNode().put(pick(TEXTS), pick(TEXTS));
      case 4 -> JSON.arrayNode().add(pick(TEXTS));
      default -> JSON.booleanNode(random.nextBoolean());
    };
  }

  private JsonNode pick(JsonNode list) {
    return list.isEmpty() ? JSON.nullNode() : list.get(random.nextInt(list.size()));
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
