package io.trunkline.catalog.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the service adds to a definition when it serves and publishes it. */
final class Document {

  static final String RETIRED = "retired";

  private static final List<String> ADDED = List.of("version", "catalogue", RETIRED, "articles");

  private Document() {}

  /** Takes the service's own fields out, so that what was read can be edited and sent back. */
  static void strip(ObjectNode document) {
    document.remove(ADDED);
  }

  /** The complete document as text: the bytes that are stored, served and published. */
  static String of(ObjectNode definition, int version, long catalogue, boolean retired) {
    return StrictJson.write(complete(definition, version, catalogue, retired));
  }

  /** The document a definition would become, to be held against the published schema. */
  static ObjectNode trial(ObjectNode definition) {
    return complete(definition, 1, 1, false);
  }

  /** The definition inside a document. */
  static ObjectNode definition(String document) {
    ObjectNode definition =
        (ObjectNode) StrictJson.parse(document.getBytes(StandardCharsets.UTF_8));
    strip(definition);
    return definition;
  }

  private static ObjectNode complete(
      ObjectNode definition, int version, long catalogue, boolean retired) {
    JsonNode articles = Articles.shipped().citedBy(definition);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.setAll(definition);
    document.put("version", version).put("catalogue", catalogue).put(RETIRED, retired);
    document.set("articles", articles);
    return document;
  }
}
