package io.trunkline.session.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Records nobody asks for over HTTP, against their released examples. */
class TrainingLogRecordTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant AT = Instant.parse("2026-05-04T18:45:12.345678Z");
  private static final String PSEUDONYM =
      "3867949aea3c06412543961c8fdf5b28d0ce01466f893108f1b6d3f44bfe0869";

  @Test
  void a_watermark_is_the_example() throws IOException {
    isExample(
        TrainingLogRecord.watermark(3, Instant.parse("2026-05-04T18:45:00.345678Z"), AT),
        "session.log-watermark.v1.partition-3");
  }

  @Test
  void an_erasure_in_the_log_is_the_example() throws IOException {
    isExample(
        TrainingLogRecord.athleteErased("local", "a-17", PSEUDONYM, AT),
        "session.athlete-erased.v1.in-the-log");
  }

  @Test
  void an_erasure_taken_back_is_the_example() throws IOException {
    isExample(
        TrainingLogRecord.athleteErasedTakenBack("local", "a-17", AT),
        "session.entry-deleted.v1.erasure");
  }

  @Test
  void an_erasure_for_ever_is_the_example() throws IOException {
    isExample(
        TrainingLogRecord.erased("local", PSEUDONYM, "0b7c6a4e-5b0e-4c53-9d0a-3f8f2f1c9a10", AT),
        "session.athlete-erased.v1.for-ever");
  }

  private static void isExample(ProducerRecord<byte[], byte[]> sent, String name)
      throws IOException {
    JsonNode example = JSON.readTree(Path.of("contract/examples", name + ".json").toFile());
    assertThat(text(sent.key())).isEqualTo(example.get("key").asText());
    assertThat(sent.partition()).isEqualTo(example.get("partition").asInt());
    Map<String, String> headers = new LinkedHashMap<>();
    sent.headers().forEach(header -> headers.put(header.key(), text(header.value())));
    Map<String, String> expected = new LinkedHashMap<>();
    example
        .get("headers")
        .properties()
        .forEach(header -> expected.put(header.getKey(), header.getValue().asText()));
    assertThat(headers).containsExactlyEntriesOf(expected);
    assertThat(sent.topic()).isEqualTo(expected.get("ce_topic"));
    JsonNode value = example.get("value");
    if (value.isNull()) {
      assertThat(sent.value()).isNull();
    } else {
      assertThat(text(sent.value())).as("canonical").isEqualTo(value.toString());
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
