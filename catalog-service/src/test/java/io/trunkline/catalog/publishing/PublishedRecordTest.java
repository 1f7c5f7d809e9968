package io.trunkline.catalog.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.trunkline.catalog.Example;
import io.trunkline.catalog.Sample;
import io.trunkline.catalog.definition.DefinitionVersion;
import io.trunkline.catalog.definition.Kind;
import io.trunkline.catalog.definition.StrictJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedRecordTest {

  static List<Example> examples() {
    return Example.all();
  }

  @Test
  void every_event_type_has_an_example() {
    Set<String> shown = new TreeSet<>();
    examples().forEach(example -> shown.add(example.header("ce_type")));
    assertThat(shown).containsExactlyElementsOf(eventTypes());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void what_is_sent_is_the_example(Example example) {
    assertThat(Example.of(PublishedRecord.of(stored(example)))).isEqualTo(example.json());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_keeps_its_schema_and_its_file_name(Example example) {
    String kind = example.kind();
    JsonNode schema = Sample.yaml("contract/catalog." + kind + "-published.v1.schema.json");
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(example.json().get("value")))
        .isEmpty();
    assertThat(example.fileName()).startsWith(example.header("ce_type") + ".").endsWith(".json");
  }

  @Test
  void code_and_asyncapi_name_the_same_topics_types_and_headers() {
    JsonNode api = Example.asyncapi();
    List<String> topics = new ArrayList<>();
    api.get("channels").forEach(channel -> topics.add(channel.get("address").textValue()));
    assertThat(topics).containsExactly(Stream.EXERCISES.topic, Stream.PROGRAMS.topic);
    Set<String> types = new TreeSet<>();
    api.at("/components/messages").forEach(message -> types.add(message.get("name").textValue()));
    assertThat(types).containsExactlyElementsOf(eventTypes());
    List<String> declared = new ArrayList<>();
    api.at("/components/schemas/headers/properties").fieldNames().forEachRemaining(declared::add);
    List<String> sent = new ArrayList<>();
    PublishedRecord.of(stored(examples().get(0))).headers().forEach(h -> sent.add(h.key()));
    assertThat(sent).isEqualTo(declared);
  }

  @Test
  void the_client_is_the_one_that_cannot_write_to_a_wrong_topic() {
    assertThat(AppInfoParser.getVersion()).isEqualTo("4.1.2");
  }

  private static Set<String> eventTypes() {
    Set<String> types = new TreeSet<>();
    for (Stream stream : Stream.values()) {
      types.add(stream.eventType(false));
      types.add(stream.eventType(true));
    }
    return types;
  }

  private static DefinitionVersion stored(Example example) {
    JsonNode value = example.json().get("value");
    DefinitionVersion version = new DefinitionVersion();
    version.kind =
        example.header("ce_subject").startsWith("exercise/") ? Kind.EXERCISE : Kind.PROGRAM;
    version.id = value.get("id").textValue();
    version.version = value.get("version").intValue();
    version.retired = value.get("retired").booleanValue();
    version.publishedAt = Instant.parse(example.header("ce_time"));
    version.document = StrictJson.write(value);
    return version;
  }
}
