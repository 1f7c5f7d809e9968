package io.trunkline.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart of this module, rendered by Helm itself. */
final class Chart {

  static final Path DIRECTORY = Path.of("trunkline").toAbsolutePath();

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path VALUES = Path.of("src/test/resources/values").toAbsolutePath();

  private Chart() {}

  /** The names of all value sets. */
  static List<String> valueSets() {
    try (Stream<Path> files = Files.list(VALUES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What a value set of this module becomes, hooks included. */
  static List<ObjectNode> render(String valueSet) {
    // The library leaves hooks out of what it renders.
    return render(valueSet, "migrations.helmHook", false);
  }

  /**
   * What a value set with something laid over it becomes.
   *
   * @param path of the value, with dots
   * @throws IllegalStateException with Helm's words if the chart refuses
   */
  static List<ObjectNode> render(String valueSet, String path, Object value) {
    return render(VALUES.resolve(valueSet), path, value);
  }

  /** The same with a file of values from anywhere. */
  static List<ObjectNode> render(Path values, String path, Object value) {
    return parse(
        new Helm(DIRECTORY)
            .template()
            .withName("tl")
            .withNamespace("training")
            .withKubeVersion("1.34.0")
            .withValuesFile(values)
            .set(path, value)
            .call());
  }

  /** Every object of a file with several documents. */
  static List<ObjectNode> parse(String manifests) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifests)) {
      return documents.readAll().stream()
          .filter(ObjectNode.class::isInstance)
          .map(ObjectNode.class::cast)
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(manifests, failed);
    }
  }
}
