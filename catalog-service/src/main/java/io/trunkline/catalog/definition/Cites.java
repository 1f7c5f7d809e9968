package io.trunkline.catalog.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;

/** Walks a definition and finds every {@code source} cite in it. */
final class Cites {

  private Cites() {}

  /** Calls {@code visitor} with JSON Pointer and text of each cite, in document order. */
  static void forEach(JsonNode node, BiConsumer<String, String> visitor) {
    visit(node, "", visitor);
  }

  private static void visit(JsonNode node, String pointer, BiConsumer<String, String> visitor) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        visit(node.get(i), pointer + "/" + i, visitor);
      }
    }
    node.properties()
        .forEach(
            field -> {
              String place = pointer + "/" + StrictJson.escape(field.getKey());
              if (field.getKey().equals("source") && field.getValue().isArray()) {
                for (int i = 0; i < field.getValue().size(); i++) {
                  if (field.getValue().get(i).isTextual()) {
                    visitor.accept(place + "/" + i, field.getValue().get(i).textValue());
                  }
                }
              } else {
                visit(field.getValue(), place, visitor);
              }
            });
  }
}
