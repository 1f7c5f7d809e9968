package io.trunkline.session.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All erasures that were ever announced, as the topic keeps them. */
@Singleton
public class ReadErasures {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ReadToTheEnd readToTheEnd;

  ReadErasures(ReadToTheEnd readToTheEnd) {
    this.readToTheEnd = readToTheEnd;
  }

  /** One that was announced. */
  public record Announced(String tenant, String pseudonym, String receipt, Instant erasedAt) {}

  /**
   * The oldest first; those announced twice may stand there twice.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if Kafka does not answer
   */
  public List<Announced> all() {
    List<Announced> found = new ArrayList<>();
    readToTheEnd.of(OwnTopics.ERASURES, 1, batch -> batch.forEach(each -> found.add(read(each))));
    return found;
  }

  private static Announced read(ConsumerRecord<byte[], byte[]> published) {
    String[] tenantAndPseudonym =
        new String(published.key(), StandardCharsets.UTF_8).split("/", -1);
    try {
      JsonNode value = JSON.readTree(published.value());
      return new Announced(
          tenantAndPseudonym[0],
          tenantAndPseudonym[1],
          value.path("receipt").asText(),
          Instant.parse(value.path("erasedAt").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
