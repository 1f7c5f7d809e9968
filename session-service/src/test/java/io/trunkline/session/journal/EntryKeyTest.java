package io.trunkline.session.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryKeyTest {

  @ParameterizedTest
  @MethodSource("vectors")
  void an_athlete_has_the_published_partition(JsonNode vector) {
    EntryKey key =
        new EntryKey(
            vector.get("tenant").asText(), vector.get("athlete").asText(), Kind.SESSION, "any");
    assertThat(key.partition()).isEqualTo(vector.get("partition").asInt());
  }

  @Test
  void all_entries_of_an_athlete_share_a_partition() {
    assertThat(new EntryKey("local", "a-17", Kind.SENSATION, "p1").partition())
        .isEqualTo(new EntryKey("local", "a-17", Kind.SESSION, "s1").partition());
  }

  @ParameterizedTest
  @ValueSource(strings = {"s1", "a.b", "...", "A~b_C-9", "0"})
  void these_are_ids(String id) {
    assertThat(EntryKey.isId(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "a/b", "ä", "a@b", "a;x", "a%2Fb", "a\n"})
  void these_are_no_ids(String id) {
    assertThat(EntryKey.isId(id)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EntryKey("local", "a", Kind.SESSION, id));
  }

  @Test
  void an_id_has_at_most_64_characters() {
    assertThat(EntryKey.isId("x".repeat(64))).isTrue();
    assertThat(EntryKey.isId("x".repeat(65))).isFalse();
  }

  static List<JsonNode> vectors() throws IOException {
    List<JsonNode> vectors = new ArrayList<>();
    new JsonMapper()
        .readTree(Path.of("contract/partition-vectors.json").toFile())
        .get("vectors")
        .forEach(vectors::add);
    return vectors;
  }
}
