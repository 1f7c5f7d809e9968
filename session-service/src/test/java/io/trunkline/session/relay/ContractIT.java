package io.trunkline.session.relay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.session.RealParts;
import io.trunkline.session.TrainingLog;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in {@code contract/} are what production code sends to a real broker. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ContractIT {

  private static final Path CONTRACT = Path.of("contract");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private record Example(String file, JsonNode record) {
    String header(String name) {
      return record.at("/headers/" + name).asText();
    }

    String path() {
      String plural =
          switch (header("ce_kind")) {
            case "session" -> "sessions/" + header("ce_entryid");
            case "sensation" -> "sensations/" + header("ce_entryid");
            case "clearance" -> "clearances/" + header("ce_entryid");
            case "coach-grant" -> "coach-grants/" + header("ce_entryid");
            case "directive" -> "directives/" + header("ce_entryid");
            case "observation" -> "observations/" + header("ce_entryid");
            default -> header("ce_kind");
          };
      return "/v1/athletes/" + header("ce_athlete") + "/" + plural;
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static List<Example> examples() throws IOException {
    try (Stream<Path> files = Files.list(CONTRACT.resolve("examples"))) {
      List<Example> examples = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        examples.add(new Example(file.getFileName().toString(), JSON.readTree(file.toFile())));
      }
      return examples;
    }
  }

  /** Those a client can cause; the others are in TrainingLogRecordTest. */
  static List<Example> examplesOfEntries() throws IOException {
    Set<String> kinds =
        Stream.of(Kind.values()).map(Kind::wireName).collect(Collectors.toCollection(TreeSet::new));
    return examples().stream().filter(each -> kinds.contains(each.header("ce_kind"))).toList();
  }

  @ParameterizedTest
  @MethodSource("examplesOfEntries")
  void production_code_sends_the_example(Example example) throws IOException {
    JsonNode value = example.record().get("value");
    if (value.isNull()) {
      String body =
          example.header("ce_kind").equals("session")
              ? "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[]}"
              : "{\"feltAt\":\"2026-05-04T18:00:00Z\",\"kind\":\"ache\"}";
      given().contentType("application/json").body(body).put(example.path()).then().statusCode(201);
      given().delete(example.path()).then().statusCode(204);
    } else {
      given()
          .contentType("application/json")
          .body(value.toString())
          .put(example.path())
          .then()
          .statusCode(201);
    }
    ConsumerRecord<byte[], byte[]> sent =
        lastOf(example.record().get("key").asText(), example.header("ce_revision"));

    assertThat(sent.partition()).isEqualTo(example.record().get("partition").asInt());
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : sent.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    assertThat(Instant.parse(headers.get("ce_time")))
        .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    headers.put("ce_time", example.header("ce_time"));
    Map<String, String> expected = new LinkedHashMap<>();
    example
        .record()
        .get("headers")
        .properties()
        .forEach(each -> expected.put(each.getKey(), each.getValue().asText()));
    assertThat(headers).containsExactlyEntriesOf(expected);
    assertThat(sent.value() == null ? JSON.nullNode() : JSON.readTree(sent.value()))
        .isEqualTo(value);
    if (sent.value() != null) {
      assertThat(sent.value()).as("canonical").isEqualTo(sorted(value));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void the_example_keeps_its_published_schema(Example example) {
    JsonNode value = example.record().get("value");
    if (example.header("ce_type").equals("session.entry-deleted.v1")) {
      assertThat(value.isNull()).isTrue();
      return;
    }
    Path schema = CONTRACT.resolve(example.header("ce_type") + ".schema.json").toAbsolutePath();
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema.toUri())
                .validate(value))
        .isEmpty();
  }

  @Test
  void every_type_of_record_has_an_example_named_after_it() throws IOException {
    Set<String> types =
        examples().stream()
            .map(example -> example.header("ce_type"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected =
        Stream.of(Kind.values()).map(Kind::bodyType).collect(Collectors.toCollection(TreeSet::new));
    expected.add("session.entry-deleted.v1");
    expected.add("session.log-watermark.v1");
    expected.add("session.athlete-erased.v1");
    assertThat(types).isEqualTo(expected);
    assertThat(examples())
        .allMatch(example -> example.file().startsWith(example.header("ce_type") + "."));
  }

  @Test
  void the_asyncapi_document_names_the_same_topic_types_and_headers() throws IOException {
    JsonNode document = new YAMLMapper().readTree(CONTRACT.resolve("asyncapi.yaml").toFile());
    assertThat(document.at("/channels/trainingLog/address").asText())
        .isEqualTo(OwnTopics.TRAINING_LOG);
    assertThat(document.at("/channels/trainingLog/bindings/kafka/partitions").asInt())
        .isEqualTo(EntryKey.PARTITIONS);
    assertThat(document.at("/channels/erasures/address").asText()).isEqualTo(OwnTopics.ERASURES);
    Set<String> types = new TreeSet<>();
    document.at("/components/messages").forEach(message -> types.add(message.get("name").asText()));
    Set<String> headers = new TreeSet<>();
    document
        .at("/components/schemas/headers/properties")
        .fieldNames()
        .forEachRemaining(headers::add);
    headers.remove("ce_traceparent");
    Set<String> typesOfExamples = new TreeSet<>();
    Set<String> headersOfExamples = new TreeSet<>();
    for (Example example : examples()) {
      typesOfExamples.add(example.header("ce_type"));
      example.record().get("headers").fieldNames().forEachRemaining(headersOfExamples::add);
    }
    assertThat(types).isEqualTo(typesOfExamples);
    assertThat(headers).isEqualTo(headersOfExamples);
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void every_field_of_a_schema_says_what_it_means(Path schema) throws IOException {
    List<String> mute = new ArrayList<>();
    collectMuteFields(JSON.readTree(schema.toFile()), "", mute);
    assertThat(mute).isEmpty();
  }

  static List<Path> schemas() throws IOException {
    try (Stream<Path> files = Files.list(CONTRACT)) {
      return files.filter(file -> file.toString().endsWith(".schema.json")).sorted().toList();
    }
  }

  private static void collectMuteFields(JsonNode node, String at, List<String> mute) {
    node.path("properties")
        .properties()
        .forEach(
            field -> {
              JsonNode schema = field.getValue();
              if (!schema.has("$ref") && (!schema.has("description") || !schema.has("title"))) {
                mute.add(at + "/" + field.getKey());
              }
            });
    node.properties()
        .forEach(field -> collectMuteFields(field.getValue(), at + "/" + field.getKey(), mute));
  }

  private static ConsumerRecord<byte[], byte[]> lastOf(String key, String revision) {
    String athlete = key.split("/", -1)[1];
    try (TrainingLog log = TrainingLog.open()) {
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                found.clear();
                log.of(athlete).stream()
                    .filter(one -> TrainingLog.key(one).equals(key))
                    .filter(one -> TrainingLog.header(one, "ce_revision").equals(revision))
                    .forEach(found::add);
                return !found.isEmpty();
              });
      return found.get(found.size() - 1);
    }
  }

  private static byte[] sorted(JsonNode value) throws IOException {
    return JsonMapper.builder()
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .build()
        .writeValueAsString(JSON.treeToValue(value, Object.class))
        .getBytes(StandardCharsets.UTF_8);
  }
}
