package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.local.App;
import io.trunkline.local.Replica;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Past the balancer, the one that came last. */
  URI newest(App app) {
    List<Replica> all = replicas.get(app);
    return all.get(all.size() - 1).address();
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
      assertThat(agreeOn(athlete)).isEqualTo(load.recorded(athlete));
    }
    assertThat(verified(load)).isEmpty();
  }

  /**
   * Waits until every replica holds the same entries of an athlete and gives the same advice.
   *
   * @return how many entries
   */
  int agreeOn(String athlete) {
    String digest = "/v1/athletes/" + athlete + "/digest";
    Set<JsonNode> journal = answers(App.SESSION, digest);
    assertThat(journal).hasSize(1);
    Operator.awaits(() -> answers(App.PROGRESS, digest), journal::equals);
    assertThat(answers(App.PROGRESS, Load.question(athlete)))
        .singleElement()
        .matches(advice -> advice.has("advice"));
    return journal.iterator().next().path("entries").asInt();
  }

  /** What the replicas of a service answer, which is the same or is not. */
  private Set<JsonNode> answers(App app, String path) {
    assertThat(replicas.get(app)).hasSizeGreaterThan(1);
    Set<JsonNode> answers = new HashSet<>();
    for (Replica replica : replicas.get(app)) {
      Http.Answer answer = line.app().get(replica.address().resolve(path));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      answers.add(answer.json());
    }
    return answers;
  }

  /** What an operator's comparison finds about these athletes. */
  private List<String> verified(Load load) {
    Http.Answer answer = operator().post(ops("verify"), "application/json", "");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"done\":true");
    return answer
        .body()
        .lines()
        .filter(text -> load.athletes().stream().anyMatch(text::contains))
        .toList();
  }

  /** Whatever could not be used, healed or not. */
  JsonNode quarantined() {
    return operator().get(ops("quarantine?resolved=true")).json().required("records");
  }

  private Http operator() {
    return new Http(line.token(App.PROGRESS, "/v1/ops/"));
  }

  private URI ops(String what) {
    return address(App.PROGRESS).resolve("/v1/ops/" + what);
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
