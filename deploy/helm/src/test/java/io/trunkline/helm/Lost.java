package io.trunkline.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What was there before and is not after a round trip. */
final class Lost {

  private Lost() {}

  /** The path of the first value that is missing or changed; empty objects and lists may go. */
  static Optional<String> between(JsonNode before, JsonNode after) {
    return at("", before, after);
  }

  private static Optional<String> at(String path, JsonNode before, JsonNode after) {
    if (before.isContainerNode() && before.isEmpty()) {
      return Optional.empty();
    }
    if (before.isObject()) {
      return before.properties().stream()
          .map(
              field ->
                  at(path + "/" + field.getKey(), field.getValue(), after.path(field.getKey())))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (before.isArray()) {
      for (int index = 0; index < before.size(); index++) {
        Optional<String> lost = at(path + "/" + index, before.get(index), after.path(index));
        if (lost.isPresent()) {
          return lost;
        }
      }
      return Optional.empty();
    }
    if (before.isTextual() && before.asText().isEmpty() && after.isMissingNode()) {
      return Optional.empty();
    }
    return before.asText().equals(after.asText()) ? Optional.empty() : Optional.of(path);
  }
}
