package io.trunkline.progress.publishing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;

/** What {@code contract/} promises: examples of records, their schema, the topic. */
final class Released {

  private static final Path CONTRACT = Path.of("contract").toAbsolutePath();
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Released() {}

  /** One file of {@code examples}: key, headers and value of a record. */
  record Example(String fileName, JsonNode json) {
    @Override
    public String toString() {
      return fileName;
    }
  }

  /** Those of decisions. */
  static List<Example> examples() {
    return all().stream()
        .filter(example -> example.fileName().startsWith(PublishedDecision.TYPE + "."))
        .toList();
  }

  /** Those of every type. */
  static List<Example> all() {
    try (Stream<Path> files = Files.list(CONTRACT.resolve("examples"))) {
      return files
          .sorted()
          .map(file -> new Example(file.getFileName().toString(), json(read(file))))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Example example(String name) {
    return examples().stream()
        .filter(example -> example.fileName().equals(PublishedDecision.TYPE + "." + name + ".json"))
        .findFirst()
        .orElseThrow();
  }

  /** A record as it would stand in an example. */
  static ObjectNode asExample(byte[] key, Headers headers, byte[] value) {
    ObjectNode example = JSON.createObjectNode();
    example.put("key", new String(key, StandardCharsets.UTF_8));
    ObjectNode texts = example.putObject("headers");
    headers.forEach(
        header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    example.set("value", value == null ? JSON.nullNode() : json(value));
    return example;
  }

  static Set<ValidationMessage> faults(JsonNode value) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(json(read(CONTRACT.resolve(PublishedDecision.TYPE + ".schema.json"))))
        .validate(value);
  }

  static JsonNode asyncapi() {
    try {
      return new YAMLMapper().readTree(read(CONTRACT.resolve("asyncapi.yaml")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
