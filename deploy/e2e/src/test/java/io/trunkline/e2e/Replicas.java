package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.local.App;
import io.trunkline.local.Replica;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * Two replicas of each service behind a balancer, in place of the line's own, and how Kubernetes
 * rolls them: one more, then one that was there before goes; never one fewer.
 */
final class Replicas implements AutoCloseable {

  /** As in production, but the balancer here notices in 100 ms instead of seconds. */
  private static final Map<String, String> AS_A_POD = Map.of("QUARKUS_SHUTDOWN_DELAY", "3S");

  private static final Map<App, String> CONSUMERS =
      Map.of(App.SESSION, "session.echo", App.PROGRESS, "progress.training-log");

  private final Line line;
  private final Map<App, Balancer> balancers = new EnumMap<>(App.class);
  private final Map<App, List<Replica>> replicas = new EnumMap<>(App.class);

  Replicas(Line line) {
    this.line = line;
  }

  /**
   * Starts them and stops the line's own.
   *
   * @param checkout whose build they run
   */
  Replicas start(Path checkout) {
    try {
      for (App app : App.values()) {
        balancers.put(app, new Balancer());
        replicas.put(app, new ArrayList<>());
        add(app, checkout);
        add(app, checkout);
        line.stopOwn(app);
      }
      return this;
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  URI address(App app) {
    return balancers.get(app).address();
  }

  /** One more, which requests reach when this returns. */
  void add(App app, Path checkout) {
    Map<String, String> settings = new LinkedHashMap<>(AS_A_POD);
    if (app == App.PROGRESS) {
      settings.put("TRUNKLINE_SESSION_SERVICE_URL", address(App.SESSION).toString());
    }
    Replica started = line.startReplica(app, checkout, settings);
    replicas.get(app).add(started);
    balancers.get(app).add(started);
  }

  /** Ends the one that has been there longest. */
  void endOldest(App app) throws ExecutionException, InterruptedException {
    Replica old = replicas.get(app).get(0);
    old.stop();
    balancers.get(app).remove(old);
    replicas.get(app).remove(old);
    if (CONSUMERS.containsKey(app)) {
      awaitMembers(CONSUMERS.get(app), replicas.get(app).size());
    }
  }

  /** What nobody repeated, lost or doubled: every acknowledged entry once, everywhere the same. */
  void holdAll(Load load) {
    for (String athlete : load.athletes()) {
      JsonNode journal = digest(App.SESSION, athlete);
      assertThat(journal.path("entries").asInt()).isEqualTo(load.recorded(athlete));
      Operator.awaits(() -> digest(App.PROGRESS, athlete), journal::equals);
      List<String> advice =
          replicas.get(App.PROGRESS).stream().map(each -> advice(each, athlete)).toList();
      assertThat(advice).hasSizeGreaterThan(1);
      assertThat(advice).allMatch(advice.get(0)::equals).allMatch(a -> a.contains("\"advice\""));
    }
    assertThat(verified(load)).isEmpty();
  }

  private String advice(Replica replica, String athlete) {
    Http.Answer answer = line.app().get(replica.address().resolve(Load.question(athlete)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode digest(App app, String athlete) {
    Http.Answer answer =
        line.app().get(address(app).resolve("/v1/athletes/" + athlete + "/digest"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  /** What an operator's comparison finds about these athletes. */
  private List<String> verified(Load load) {
    URI verify = address(App.PROGRESS).resolve("/v1/ops/verify");
    Http.Answer answer =
        new Http(line.token(App.PROGRESS, "/v1/ops/verify")).post(verify, "application/json", "");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"done\":true");
    return answer
        .body()
        .lines()
        .filter(text -> load.athletes().stream().anyMatch(text::contains))
        .toList();
  }

  /**
   * Usually at once. One that is told to go while its group is being shared out anew cannot say
   * goodbye and is missed after 10 s; in older versions, by Kafka's own default, after 45 s.
   */
  private void awaitMembers(String group, int wanted)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (members(group) != wanted) {
      assertThat(System.nanoTime()).as("members of " + group).isLessThan(deadline);
    }
  }

  private int members(String group) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", line.bootstrapServers()))) {
      return admin
          .describeConsumerGroups(List.of(group))
          .describedGroups()
          .get(group)
          .get()
          .members()
          .size();
    }
  }

  /** The line's own are back. */
  @Override
  public void close() {
    for (App app : replicas.keySet()) {
      replicas.get(app).forEach(Replica::stop);
      line.startAgain(app, Map.of());
    }
    balancers.values().forEach(Balancer::close);
  }
}
