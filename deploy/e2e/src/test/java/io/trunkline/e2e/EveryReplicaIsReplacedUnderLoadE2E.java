package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.local.App;
import io.trunkline.local.Replica;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A rolling upgrade as Kubernetes does it: one replica more, then one that was there before goes;
 * never one fewer. Callers write and ask all the while and repeat nothing.
 */
@ExtendWith(WholeLine.class)
class EveryReplicaIsReplacedUnderLoadE2E {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As in production, but the balancer here notices in 100 ms instead of seconds. */
  private static final Map<String, String> AS_A_POD = Map.of("QUARKUS_SHUTDOWN_DELAY", "3S");

  private static final Map<App, String> CONSUMERS =
      Map.of(App.SESSION, "session.echo", App.PROGRESS, "progress.training-log");

  private final Map<App, Balancer> balancers = new EnumMap<>(App.class);
  private final Map<App, List<Replica>> replicas = new EnumMap<>(App.class);
  private final List<String> athletes =
      IntStream.range(0, 4).mapToObj(each -> "roll-" + UUID.randomUUID()).toList();
  private final Map<String, AtomicInteger> recorded = new ConcurrentHashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final ScheduledExecutorService load = Executors.newScheduledThreadPool(4);

  @BeforeEach
  void two_replicas_of_each_service_stand_behind_a_balancer(Line line) {
    assumeTrue(line.isOurs(), "With -Dtrunkline.json the line belongs to someone else.");
    for (App app : App.values()) {
      Balancer balancer = new Balancer();
      balancers.put(app, balancer);
      replicas.put(app, new ArrayList<>());
      for (int i = 0; i < 2; i++) {
        add(line, app);
      }
      line.stopOwn(app);
    }
  }

  @AfterEach
  void the_line_is_as_before(Line line) {
    load.shutdownNow();
    for (App app : balancers.keySet()) {
      replicas.get(app).forEach(Replica::stop);
      line.startOwn(app);
    }
    balancers.values().forEach(Balancer::close);
  }

  @Test
  void no_request_fails_and_nothing_is_lost_or_doubled(Line line) throws Exception {
    for (String athlete : athletes) {
      recorded.put(athlete, new AtomicInteger());
      // What goes wrong is noted by live itself.
      ScheduledFuture<?> unused =
          load.scheduleWithFixedDelay(() -> live(line, athlete), 0, 200, TimeUnit.MILLISECONDS);
    }
    for (App app : App.values()) {
      for (Replica old : List.copyOf(replicas.get(app))) {
        add(line, app);
        old.stop();
        balancers.get(app).remove(old);
        replicas.get(app).remove(old);
        if (CONSUMERS.containsKey(app)) {
          awaitTwoMembers(line, CONSUMERS.get(app));
        }
      }
    }
    load.shutdown();
    assertThat(load.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

    int written = recorded.values().stream().mapToInt(AtomicInteger::get).sum();
    System.out.println("[roll] " + written + " entries, " + asked + " questions, " + failures);
    assertThat(failures).isEmpty();
    assertThat(written).as("load while it lasted").isGreaterThan(100);
    for (String athlete : athletes) {
      JsonNode journal = digest(line, App.SESSION, athlete);
      assertThat(journal.path("entries").asInt()).isEqualTo(recorded.get(athlete).get());
      Operator.awaits(() -> digest(line, App.PROGRESS, athlete), journal::equals);
      List<String> advice =
          replicas.get(App.PROGRESS).stream().map(each -> advice(line, each, athlete)).toList();
      assertThat(advice).hasSize(2);
      assertThat(advice.get(0)).isEqualTo(advice.get(1)).contains("\"advice\"");
    }
    assertThat(verified(line)).isEmpty();
  }

  private void add(Line line, App app) {
    Map<String, String> settings = new LinkedHashMap<>(AS_A_POD);
    if (app == App.PROGRESS) {
      settings.put(
          "TRUNKLINE_SESSION_SERVICE_URL", balancers.get(App.SESSION).address().toString());
    }
    Replica started = line.startReplica(app, settings);
    replicas.get(app).add(started);
    balancers.get(app).add(started);
  }

  /** Records a session that is new, and asks two questions. */
  private void live(Line line, String athlete) {
    int number = recorded.get(athlete).get();
    ObjectNode body = JSON.createObjectNode().put("startedAt", day(number / 10).afternoon());
    body.putArray("exercises").add(Performed.parse("back-extension 2x10"));
    URI session =
        balancers
            .get(App.SESSION)
            .address()
            .resolve("/v1/athletes/" + athlete + "/sessions/s" + number);
    // 200 would mean that it was there already.
    if (answers(201, () -> line.app().put(session, body), "PUT")) {
      recorded.get(athlete).incrementAndGet();
    }
    URI question = balancers.get(App.PROGRESS).address().resolve(question(athlete));
    answers(200, () -> line.app().get(question), "recommendation");
    URI exercises = balancers.get(App.CATALOG).address().resolve("/v1/exercises?limit=1");
    answers(200, () -> line.app().get(exercises), "exercises");
    asked.addAndGet(2);
  }

  private boolean answers(int status, Supplier<Http.Answer> request, String what) {
    try {
      Http.Answer answer = request.get();
      if (answer.status() == status) {
        return true;
      }
      failures.add(what + " " + answer.status() + " " + answer.body());
    } catch (RuntimeException broken) {
      failures.add(what + " " + broken);
    }
    return false;
  }

  private static String question(String athlete) {
    return "/v1/athletes/"
        + athlete
        + "/exercises/back-extension/recommendation?at=2027-12-31T00:00:00Z";
  }

  private static String advice(Line line, Replica replica, String athlete) {
    Http.Answer answer = line.app().get(replica.address().resolve(question(athlete)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode digest(Line line, App app, String athlete) {
    URI digest = balancers.get(app).address().resolve("/v1/athletes/" + athlete + "/digest");
    Http.Answer answer = line.app().get(digest);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  /** What an operator's comparison finds about these athletes. */
  private List<String> verified(Line line) {
    URI verify = balancers.get(App.PROGRESS).address().resolve("/v1/ops/verify");
    Http.Answer answer =
        new Http(line.token(App.PROGRESS, "/v1/ops/verify")).post(verify, "application/json", "");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"done\":true");
    return answer
        .body()
        .lines()
        .filter(text -> athletes.stream().anyMatch(text::contains))
        .toList();
  }

  /**
   * Usually at once. One that is told to go while its group is being shared out anew cannot say
   * goodbye and is missed after 10 s; with Kafka's own default it would be 45 s.
   */
  private static void awaitTwoMembers(Line line, String group)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (members(line, group) != 2) {
      assertThat(System.nanoTime()).as("members of " + group).isLessThan(deadline);
    }
  }

  private static int members(Line line, String group)
      throws ExecutionException, InterruptedException {
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
}
