package io.trunkline.catalog.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The published JSON Schema of one kind, turned into faults a person can act on. */
final class DefinitionSchema {

  private final JsonSchema schema;

  DefinitionSchema(Kind kind) {
    String resource = "contract/catalog." + kind.word() + "-published.v1.schema.json";
    try (InputStream stream =
        DefinitionSchema.class.getClassLoader().getResourceAsStream(resource)) {
      schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(
                  stream,
                  SchemaValidatorsConfig.builder()
                      .pathType(PathType.JSON_POINTER)
                      // Otherwise a refusal would speak the language of the machine it ran on.
                      .locale(Locale.ENGLISH)
                      .build());
      schema.initializeValidators();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every fault at once, in the order the places stand in the schema's walk; one for a place. */
  List<Fault> faults(JsonNode document) {
    Map<String, Fault> faults = new LinkedHashMap<>();
    for (ValidationMessage message : schema.validate(document)) {
      Fault fault = fault(message);
      faults.putIfAbsent(fault.pointer(), fault);
    }
    return List.copyOf(faults.values());
  }

  private Fault fault(ValidationMessage message) {
    String place = message.getInstanceLocation().toString();
    if (message.getEvaluationPath().contains("anyOf")) {
      return new Fault(place, "needs at least one of source, external, choice");
    }
    return switch (message.getType()) {
      case "required" ->
          new Fault(place + "/" + StrictJson.escape(message.getProperty()), "is missing");
      case "additionalProperties" ->
          new Fault(
              place + "/" + StrictJson.escape(message.getProperty()),
              "is not known here" + Nearest.hint(message.getProperty(), known(message)));
      default -> new Fault(place, message.getError());
    };
  }

  private Set<String> known(ValidationMessage message) {
    String holder = message.getSchemaLocation().getFragment().getParent().toString();
    Set<String> names = new TreeSet<>();
    schema.getSchemaNode().at(holder).path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
