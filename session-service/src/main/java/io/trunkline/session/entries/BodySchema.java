package io.trunkline.session.entries;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.trunkline.session.exercises.NearestNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A published JSON Schema, and what it finds wrong in words of people. What a field must be is said
 * in the schema's {@code title}; {@code examples} show it.
 */
final class BodySchema {

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          factory ->
              factory.metaSchema(
                  JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                      .formats(Moments.FORMATS)
                      .build()));
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          .formatAssertionsEnabled(true)
          .pathType(PathType.JSON_POINTER)
          .locale(Locale.ROOT)
          .build();

  private final JsonNode source;
  private final JsonSchema schema;

  /**
   * Reads a schema.
   *
   * @param name as served below {@code /schemas/}, without its ending
   */
  BodySchema(String name) {
    String path = "/META-INF/resources/schemas/" + name + ".schema.json";
    try (InputStream file = BodySchema.class.getResourceAsStream(path)) {
      source = new JsonMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    schema = SCHEMAS.getSchema(source, CONFIG);
  }

  /** Everything that is wrong, one fault for each place, in the order of their pointers. */
  List<Fault> faultsIn(JsonNode body) {
    Map<String, Fault> byPointer = new TreeMap<>();
    for (ValidationMessage message : schema.validate(body)) {
      Fault fault = describe(message);
      byPointer.putIfAbsent(fault.pointer(), fault);
    }
    return new ArrayList<>(byPointer.values());
  }

  private Fault describe(ValidationMessage message) {
    String pointer = message.getInstanceLocation().toString();
    JsonNode rule = schemaAround(message);
    JsonNode value = message.getInstanceNode();
    if (message.getEvaluationPath().contains("anyOf")) {
      return new Fault(
          pointer, "says nothing; a set needs reps, or repsLeft and repsRight, or holdSeconds");
    }
    return switch (message.getType()) {
      case "required" -> {
        String missing = message.getProperty();
        yield new Fault(
            child(pointer, missing),
            "is missing; it must be "
                + titleAndExample(resolve(rule.path("properties").path(missing))));
      }
      case "additionalProperties" -> {
        String unknown = message.getProperty();
        yield new Fault(
            child(pointer, unknown), "is not a field of this " + unknownField(rule, unknown));
      }
      case "enum" -> new Fault(pointer, "must be " + oneOf(rule, value));
      case "minimum" -> new Fault(pointer, "must be at least " + rule.path("minimum").asText());
      case "maximum" -> new Fault(pointer, "must be at most " + rule.path("maximum").asText());
      case "minItems" -> new Fault(pointer, "must not be empty; leave out what was not done");
      case "maxItems" ->
          new Fault(pointer, "must have at most " + rule.path("maxItems").asText() + " items");
      case "uniqueItems" -> new Fault(pointer, "must not say the same twice");
      case "minProperties" -> new Fault(pointer, "must not be empty; leave it out instead");
      default -> new Fault(pointer, "must be " + titleAndExample(rule));
    };
  }

  private String unknownField(JsonNode rule, String unknown) {
    List<String> known = new ArrayList<>();
    rule.path("properties").fieldNames().forEachRemaining(known::add);
    List<String> nearest = NearestNames.of(unknown, known, 1);
    return nearest.isEmpty()
        ? "object; it may have " + String.join(", ", known)
        : "object; did you mean " + nearest.get(0) + "?";
  }

  private static String oneOf(JsonNode rule, JsonNode value) {
    List<String> known = new ArrayList<>();
    rule.path("enum").forEach(each -> known.add(each.asText()));
    List<String> nearest =
        value.isTextual() ? NearestNames.of(value.textValue(), known, 1) : List.of();
    String meant = nearest.isEmpty() ? "" : "; did you mean " + nearest.get(0) + "?";
    return "one of " + String.join(", ", known) + meant;
  }

  private static String titleAndExample(JsonNode rule) {
    JsonNode example = rule.path("examples").path(0);
    String title = rule.path("title").asText();
    return example.isMissingNode() || title.startsWith("a load")
        ? title
        : title + ", for example " + example;
  }

  /** The schema object that holds the keyword which failed. */
  private JsonNode schemaAround(ValidationMessage message) {
    JsonPointer keyword = JsonPointer.compile(message.getSchemaLocation().getFragment().toString());
    return source.at(keyword.head());
  }

  private JsonNode resolve(JsonNode rule) {
    String reference = rule.path("$ref").asText();
    return reference.isEmpty() ? rule : source.at(reference.substring(1));
  }

  private static String child(String pointer, String field) {
    return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
  }
}
