package io.trunkline.progress.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.progress.Athlete;
import io.trunkline.tracing.Traceparent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedDecisionTest {

  static List<Released.Example> examples() {
    return Released.examples();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void what_is_sent_is_the_example(Released.Example example) {
    ProducerRecord<byte[], byte[]> sent = decision(example).forKafka();

    assertThat(Released.asExample(sent.key(), sent.headers(), sent.value()))
        .isEqualTo(example.json());
  }

  @Test
  void what_takes_an_erased_athletes_decision_back_is_the_example() {
    JsonNode example =
        Released.all().stream()
            .filter(one -> one.fileName().startsWith(PublishedDecision.WITHDRAWN + "."))
            .findFirst()
            .orElseThrow()
            .json();
    ProducerRecord<byte[], byte[]> sent =
        new PublishedDecision(
                new Athlete("local", "a-17"),
                "back-extension",
                3,
                Instant.parse("2026-06-01T09:30:00Z"),
                null)
            .forKafka();

    assertThat(Released.asExample(sent.key(), sent.headers(), sent.value())).isEqualTo(example);
    assertThat(Released.asyncapi().at("/components/messages/recommendationWithdrawn/name"))
        .hasToString("\"" + PublishedDecision.WITHDRAWN + "\"");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_keeps_its_schema_and_its_file_name(Released.Example example) {
    assertThat(Released.faults(example.json().get("value"))).isEmpty();
    assertThat(example.fileName()).startsWith(PublishedDecision.TYPE + ".").endsWith(".json");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void no_required_field_can_be_left_out(Released.Example example) {
    for (String field : List.of("revision", "supersedes", "recommendation")) {
      ObjectNode value = example.json().get("value").deepCopy();
      value.remove(field);
      assertThat(Released.faults(value)).as(field).isNotEmpty();
    }
    example
        .json()
        .at("/value/recommendation")
        .fieldNames()
        .forEachRemaining(
            field -> {
              ObjectNode value = example.json().get("value").deepCopy();
              ((ObjectNode) value.get("recommendation")).remove(field);
              assertThat(Released.faults(value)).as(field).isNotEmpty();
            });
  }

  @Test
  void code_and_asyncapi_name_the_same_topic_type_and_headers() {
    JsonNode api = Released.asyncapi();
    assertThat(api.at("/channels/recommendations/address").textValue())
        .isEqualTo(PublishedDecision.TOPIC);
    assertThat(api.at("/components/messages/recommendationDecided/name").textValue())
        .isEqualTo(PublishedDecision.TYPE);
    List<String> declared = new ArrayList<>();
    api.at("/components/schemas/headers/properties").fieldNames().forEachRemaining(declared::add);
    List<String> sent = new ArrayList<>();
    decision(examples().get(0)).forKafka().headers().forEach(header -> sent.add(header.key()));
    // Last, and only where a trace is kept.
    sent.add(Traceparent.HEADER);
    assertThat(sent).isEqualTo(declared);
  }

  private static PublishedDecision decision(Released.Example example) {
    JsonNode value = example.json().get("value");
    JsonNode answer = value.get("recommendation");
    return new PublishedDecision(
        new Athlete(
            example.json().at("/headers/ce_tenant").textValue(), answer.get("athlete").textValue()),
        answer.get("exercise").textValue(),
        value.get("revision").longValue(),
        OffsetDateTime.parse(answer.get("at").textValue()).toInstant(),
        value.toString());
  }
}
