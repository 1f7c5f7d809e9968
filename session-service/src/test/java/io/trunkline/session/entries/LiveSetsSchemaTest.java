package io.trunkline.session.entries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class LiveSetsSchemaTest {

  @Test
  void a_set_sent_live_is_a_set_of_a_session_with_an_id() throws IOException {
    JsonNode live = read("live-sets.v1").get("$defs");
    JsonNode session = read("session.session-recorded.v1").get("$defs");
    assertThat(live.get("set").get("required")).hasToString("[\"setId\"]");
    ((ObjectNode) live.get("set")).remove("required");
    assertThat(live.get("set")).isEqualTo(session.get("set"));
    assertThat(live.get("load")).isEqualTo(session.get("load"));
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream file =
        LiveSetsSchemaTest.class.getResourceAsStream(
            "/META-INF/resources/schemas/" + name + ".schema.json")) {
      return new ObjectMapper().readTree(file);
    }
  }
}
