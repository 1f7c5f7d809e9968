package io.trunkline.local;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which port each part listens on, all on the loopback interface.
 *
 * @param api of each service
 * @param management of each service: health and metrics
 * @param issuer the identity provider's
 * @param kafka the broker's; its controller has the next one
 * @param postgres the database server's
 */
public record PortPlan(
    Map<App, Integer> api, Map<App, Integer> management, int issuer, int kafka, int postgres) {

  private static final int HIGHEST_BASE = 65_000;
  private static final int LOWEST_BASE = 1_024;

  /** The ports of the documentation: 8081 to 8084, 9001 to 9003, 9092 and 9093, 54320. */
  public static PortPlan standard() {
    return of(8080, 9000, 9092, 54_320);
  }

  /**
   * Every port moved: APIs at base + 1 to 3, identity provider at base + 4, management at base + 11
   * to 13, PostgreSQL at base + 32, Kafka at base + 92 and 93.
   *
   * @throws IllegalArgumentException if the base is not between 1024 and 65000
   */
  public static PortPlan from(int base) {
    if (base < LOWEST_BASE || base > HIGHEST_BASE) {
      throw new IllegalArgumentException(
          "TRUNKLINE_PORT_BASE must be between 1024 and 65000, not " + base + ".");
    }
    return of(base, base + 10, base + 92, base + 32);
  }

  /** A base whose ports are all free now. */
  public static PortPlan free() {
    for (int base = 20_000; base < HIGHEST_BASE; base += 100) {
      PortPlan plan = from(base);
      if (plan.isFree()) {
        return plan;
      }
    }
    throw new IllegalStateException("No hundred ports in a row are free on this machine.");
  }

  private static PortPlan of(int api, int management, int kafka, int postgres) {
    Map<App, Integer> apis = new EnumMap<>(App.class);
    Map<App, Integer> managements = new EnumMap<>(App.class);
    int place = 0;
    for (App app : App.values()) {
      place++;
      apis.put(app, api + place);
      managements.put(app, management + place);
    }
    return new PortPlan(apis, managements, api + place + 1, kafka, postgres);
  }

  URI issuerAddress() {
    return URI.create("http://localhost:" + issuer);
  }

  private boolean isFree() {
    return api.values().stream().noneMatch(Ports::isTaken)
        && management.values().stream().noneMatch(Ports::isTaken)
        && !Ports.isTaken(issuer)
        && !Ports.isTaken(kafka)
        && !Ports.isTaken(kafka + 1)
        && !Ports.isTaken(postgres);
  }

  /** Refuses, naming the port and what wants it, before anything is started. */
  void requireAllFree() {
    for (App app : App.values()) {
      Ports.take(api.get(app), app.module());
      Ports.take(management.get(app), app.module() + "'s health and metrics");
    }
    Ports.take(issuer, "the identity provider");
    Ports.take(kafka, "Kafka");
    Ports.take(kafka + 1, "Kafka's controller");
    Ports.take(postgres, "PostgreSQL");
  }
}
