package io.trunkline.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.catalog.definition.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** One released example of {@code contract/examples}: key, headers and value of a record. */
public record Example(String fileName, JsonNode json) {

  private static final Path CONTRACT = Path.of("contract").toAbsolutePath();

  public static List<Example> all() {
    try (Stream<Path> files = Files.list(CONTRACT.resolve("examples"))) {
      return files
          .sorted()
          .map(file -> new Example(file.getFileName().toString(), StrictJson.parse(bytes(file))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode asyncapi() {
    try {
      return StrictJson.parseYaml(bytes(CONTRACT.resolve("asyncapi.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String header(String name) {
    return json.at("/headers/" + name).textValue();
  }

  /** {@code exercise} or {@code program}. */
  public String kind() {
    return header("ce_subject").startsWith("exercise/") ? "exercise" : "program";
  }

  /** A record as it would stand in an example. */
  public static ObjectNode of(ProducerRecord<byte[], byte[]> sent) {
    return of(sent.key(), sent.headers(), sent.value());
  }

  /** A record as it would stand in an example. */
  public static ObjectNode of(ConsumerRecord<byte[], byte[]> read) {
    return of(read.key(), read.headers(), read.value());
  }

  private static ObjectNode of(byte[] key, Headers headers, byte[] value) {
    ObjectNode example = JsonNodeFactory.instance.objectNode();
    example.put("key", new String(key, StandardCharsets.UTF_8));
    ObjectNode texts = example.putObject("headers");
    headers.forEach(h -> texts.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    example.set("value", StrictJson.parse(value));
    return example;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return fileName;
  }
}
