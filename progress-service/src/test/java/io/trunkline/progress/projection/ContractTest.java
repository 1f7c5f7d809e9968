package io.trunkline.progress.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.progress.exercises.ExerciseReading;
import io.trunkline.progress.exercises.Program;
import io.trunkline.progress.identity.CoachGrant;
import io.trunkline.progress.journal.EntryReading;
import io.trunkline.progress.journal.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds our reading of the two topics against every example their publishers ever released. */
class ContractTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final List<Path> CONTRACTS =
      List.of(Path.of("../session-service/contract"), Path.of("../catalog-service/contract"));

  /** A released example; {@code directory} is the contract it belongs to. */
  record Example(Path directory, String name, JsonNode record) {

    String header(String header) {
      return record.get("headers").path(header).asText();
    }

    boolean hasBody() {
      return !record.get("value").isNull();
    }

    ConsumerRecord<byte[], byte[]> carrying(JsonNode value) {
      int partition = record.path("partition").asInt(0);
      byte[] bytes = value.isNull() ? null : value.toString().getBytes(StandardCharsets.UTF_8);
      byte[] key = record.get("key").textValue().getBytes(StandardCharsets.UTF_8);
      ConsumerRecord<byte[], byte[]> carried =
          new ConsumerRecord<>(header("ce_topic"), partition, 0, key, bytes);
      record
          .get("headers")
          .properties()
          .forEach(
              header ->
                  carried
                      .headers()
                      .add(
                          header.getKey(),
                          header.getValue().textValue().getBytes(StandardCharsets.UTF_8)));
      return carried;
    }

    /** What the rest of the service would see of a body. */
    Object reading(JsonNode value) throws Exception {
      if (header("ce_topic").equals("session.erasures")) {
        return ErasuresListener.read(carrying(value))
            .orElseThrow(() -> new Unusable(Reason.SCHEMA_VIOLATION, null, null));
      }
      io.trunkline.progress.projection.Stream stream =
          header("ce_topic").equals("session.training-log") ? new TrainingLog() : new Catalog();
      Reading reading = stream.read(carrying(value));
      if (reading instanceof Ignored ignored) {
        if (ignored.outcome().equals("refused")) {
          throw new Unusable(Reason.SCHEMA_VIOLATION, null, null);
        }
        return ignored;
      }
      if (reading instanceof Erasure erasure) {
        return erasure.pseudonym();
      }
      if (!(reading instanceof Copy copy)) {
        return reading;
      }
      byte[] body = copy.record().value();
      if (body == null) {
        return "deleted";
      }
      return switch (copy.key().kind()) {
        case "exercise" -> ExerciseReading.read(body, copy.retired());
        case "program" -> Program.read(body);
        case CoachGrant.KIND -> CoachGrant.read(body);
        case Observation.KIND -> Observation.read(copy.key().entryId(), copy.revision(), body);
        default -> EntryReading.read(copy.type(), copy.key().entryId(), copy.revision(), body);
      };
    }

    JsonNode schema() throws IOException {
      String type =
          header("ce_type")
              .replace("exercise-retired", "exercise-published")
              .replace("program-withdrawn", "program-published");
      return JSON.readTree(directory.resolve(type + ".schema.json").toFile());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Path contract : CONTRACTS) {
      try (Stream<Path> files = Files.list(contract.resolve("examples"))) {
        for (Path file : files.sorted().toList()) {
          examples.add(
              new Example(contract, file.getFileName().toString(), JSON.readTree(file.toFile())));
        }
      }
    }
    return examples;
  }

  static Stream<Example> bodies() throws IOException {
    return examples().stream().filter(Example::hasBody);
  }

  @Test
  void there_is_an_example_of_every_type_we_read() throws IOException {
    Set<String> types = new HashSet<>();
    examples().forEach(example -> types.add(example.header("ce_type")));

    assertThat(types)
        .contains(
            "session.session-recorded.v1",
            "session.sensation-reported.v1",
            "session.clearance-granted.v1",
            "session.screening-answered.v1",
            "session.directive-set.v1",
            "session.coach-granted.v1",
            "session.observation-recorded.v1",
            "session.entry-deleted.v1",
            "catalog.exercise-published.v1",
            "catalog.exercise-retired.v1",
            "catalog.program-published.v1",
            "catalog.program-withdrawn.v1");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_released_example_is_read(Example example) throws Exception {
    assertThat(example.reading(example.record().get("value"))).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void a_field_we_do_not_know_changes_nothing(Example example) throws Exception {
    JsonNode value = example.record().get("value");
    Object reading = example.reading(value);
    JsonNode extended = value.deepCopy();
    List<ObjectNode> objects = new ArrayList<>();
    collect(extended, objects);
    objects.forEach(object -> object.putObject("aFieldOfTomorrow").put("x", 1));

    assertThat(example.reading(extended)).isEqualTo(reading);
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> collect(child, objects));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void a_required_field_that_is_missing_is_never_guessed(Example example) throws Exception {
    JsonNode value = example.record().get("value");
    Object reading = example.reading(value);
    List<String> required = new ArrayList<>();
    requiredFields(example.schema(), example.schema(), value, "", required);
    assertThat(required).isNotEmpty();

    int quarantined = 0;
    for (String pointer : required) {
      JsonNode without = value.deepCopy();
      int end = pointer.lastIndexOf('/');
      ((ObjectNode) without.at(pointer.substring(0, end))).remove(pointer.substring(end + 1));
      Throwable refusal = catchThrowable(() -> example.reading(without));
      if (refusal == null) {
        // A field we do not read: its absence must not show.
        assertThat(example.reading(without)).as(pointer).isEqualTo(reading);
      } else {
        assertThat(refusal).as(pointer).isInstanceOf(Unusable.class);
        assertThat(((Unusable) refusal).reason).as(pointer).isEqualTo(Reason.SCHEMA_VIOLATION);
        quarantined++;
      }
    }
    assertThat(quarantined).isPositive();
  }

  /** JSON Pointers to the fields of {@code value} that its schema insists on. */
  private static void requiredFields(
      JsonNode root, JsonNode schema, JsonNode value, String pointer, List<String> found) {
    if (schema.has("$ref")) {
      JsonNode target = root.at(schema.get("$ref").textValue().substring(1));
      requiredFields(root, target, value, pointer, found);
      return;
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        requiredFields(root, schema.path("items"), value.get(i), pointer + "/" + i, found);
      }
      return;
    }
    schema.path("required").forEach(name -> found.add(pointer + "/" + name.textValue()));
    List<String> alternatives = new ArrayList<>();
    schema
        .path("anyOf")
        .forEach(
            option -> {
              String name = option.path("required").path(0).asText();
              if (value.has(name)) {
                alternatives.add(name);
              }
            });
    if (alternatives.size() == 1) {
      found.add(pointer + "/" + alternatives.get(0));
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              if (value.has(property.getKey())) {
                String path = pointer + "/" + property.getKey();
                requiredFields(
                    root, property.getValue(), value.get(property.getKey()), path, found);
              }
            });
  }

  @Test
  void the_partition_of_an_athlete_is_what_the_publisher_says() throws IOException {
    JsonNode vectors =
        JSON.readTree(CONTRACTS.get(0).resolve("partition-vectors.json").toFile()).get("vectors");
    assertThat(vectors).isNotEmpty();

    vectors.forEach(
        vector -> {
          EntryKey key =
              new EntryKey(
                  vector.get("tenant").textValue(),
                  vector.get("athlete").textValue(),
                  "session",
                  "s1");
          assertThat(key.owner().partition())
              .as("%s", key)
              .isEqualTo(vector.get("partition").intValue());
        });
  }

  @Test
  void a_catalogue_entry_must_be_the_one_its_key_names() throws Exception {
    Example example =
        bodies()
            .filter(one -> one.header("ce_type").equals("catalog.exercise-published.v1"))
            .findFirst()
            .orElseThrow();
    ObjectNode other = example.record().get("value").deepCopy();
    other.put("id", "another");

    assertThatThrownBy(() -> example.reading(other))
        .isInstanceOfSatisfying(
            Unusable.class, refusal -> assertThat(refusal.reason).isEqualTo(Reason.KEY_MISMATCH));
  }
}
