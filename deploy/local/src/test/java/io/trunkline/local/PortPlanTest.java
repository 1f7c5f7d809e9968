package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortPlanTest {

  @Test
  void the_standard_ports_are_those_of_the_documentation() {
    assertThat(PortPlan.standard())
        .isEqualTo(
            new PortPlan(
                Map.of(App.CATALOG, 8081, App.SESSION, 8082, App.PROGRESS, 8083),
                Map.of(App.CATALOG, 9001, App.SESSION, 9002, App.PROGRESS, 9003),
                8084,
                9092,
                54_320));
  }

  @Test
  void a_base_moves_them_all() {
    assertThat(PortPlan.from(18_080))
        .isEqualTo(
            new PortPlan(
                Map.of(App.CATALOG, 18_081, App.SESSION, 18_082, App.PROGRESS, 18_083),
                Map.of(App.CATALOG, 18_091, App.SESSION, 18_092, App.PROGRESS, 18_093),
                18_084,
                18_172,
                18_112));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_024, 65_000})
  void the_lowest_and_the_highest_base(int base) {
    assertThatCode(() -> PortPlan.from(base)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_023, 65_001})
  void a_base_outside_is_refused(int base) {
    assertThatThrownBy(() -> PortPlan.from(base))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TRUNKLINE_PORT_BASE")
        .hasMessageContaining(Integer.toString(base));
  }

  @Test
  void a_taken_port_is_named_with_what_wanted_it() throws IOException {
    PortPlan plan = PortPlan.free();
    try (ServerSocket other =
        new ServerSocket(
            plan.management().get(App.PROGRESS), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(plan::requireAllFree)
          .hasMessageContaining(
              "Port " + other.getLocalPort() + ", wanted by progress-service's health");
    }
  }
}
