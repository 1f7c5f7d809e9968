package io.trunkline.progress.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.trunkline.progress.RealParts;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

/** What the running producer really is, not what a file says. */
@QuarkusTest
@WithTestResource(RealParts.class)
class LiveProducerIT {

  @Inject KafkaClientService clients;

  @Test
  void it_waits_for_all_replicas_and_never_doubles() throws ReflectiveOperationException {
    ProducerConfig live = live();

    assertThat(live.getString("acks")).isEqualTo("-1");
    assertThat(live.getBoolean("enable.idempotence")).isTrue();
    assertThat(live.getInt("delivery.timeout.ms")).isEqualTo(30000);
    assertThat(live.getInt("request.timeout.ms")).isEqualTo(10000);
    assertThat(live.getLong("max.block.ms")).isEqualTo(1000);
    assertThat(live.getLong("linger.ms")).isEqualTo(5);
    assertThat(live.getString("compression.type")).isEqualTo("zstd");
    assertThat(live.getLong("buffer.memory")).isEqualTo(4 << 20);
  }

  /** The client tells its resolved configuration to nobody, so the test looks inside. */
  private ProducerConfig live() throws ReflectiveOperationException {
    Field config = KafkaProducer.class.getDeclaredField("producerConfig");
    config.setAccessible(true);
    return (ProducerConfig) config.get(clients.getProducer(Relay.CHANNEL).unwrap());
  }
}
