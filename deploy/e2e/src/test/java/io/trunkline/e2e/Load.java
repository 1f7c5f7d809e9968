package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.local.App;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Athletes who record and ask all the while, and repeat nothing: what fails has failed. */
final class Load implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATHLETES = 4;

  private final Http app;
  private final Function<App, URI> addresses;
  private final Map<String, AtomicInteger> recorded = new TreeMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Semaphore acknowledged = new Semaphore(0);
  private final AtomicInteger asked = new AtomicInteger();
  private final ScheduledExecutorService athletes = Executors.newScheduledThreadPool(ATHLETES);

  /**
   * Begins at once.
   *
   * @param addresses of the services, looked up with each request
   */
  Load(Http app, Function<App, URI> addresses) {
    this.app = app;
    this.addresses = addresses;
    Stream.generate(() -> "load-" + UUID.randomUUID())
        .limit(ATHLETES)
        .forEach(athlete -> recorded.put(athlete, new AtomicInteger()));
    for (String athlete : recorded.keySet()) {
      // What goes wrong is noted by live itself.
      ScheduledFuture<?> unused =
          athletes.scheduleWithFixedDelay(() -> live(athlete), 0, 200, TimeUnit.MILLISECONDS);
    }
  }

  /** Waits until so many more entries are acknowledged. */
  void goesOn(int entries) throws InterruptedException {
    acknowledged.drainPermits();
    assertThat(acknowledged.tryAcquire(entries, 1, TimeUnit.MINUTES))
        .as("load goes on; so far %s", failures)
        .isTrue();
  }

  /** Lets everybody finish what was begun, and says how it went. */
  Load ends() throws InterruptedException {
    athletes.shutdown();
    assertThat(athletes.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    System.out.println("[load] " + written() + " entries, " + asked + " questions, " + failures);
    return this;
  }

  List<String> athletes() {
    return List.copyOf(recorded.keySet());
  }

  /** How many sessions of an athlete were acknowledged. */
  int recorded(String athlete) {
    return recorded.get(athlete).get();
  }

  int written() {
    return recorded.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Records a session that is new, and asks two questions. */
  private void live(String athlete) {
    int number = recorded(athlete);
    ObjectNode body = JSON.createObjectNode().put("startedAt", day(number / 10).afternoon());
    body.putArray("exercises").add(Performed.parse("back-extension 2x10"));
    URI session =
        addresses.apply(App.SESSION).resolve("/v1/athletes/" + athlete + "/sessions/s" + number);
    // 200 would mean that it was there already.
    if (answers(201, () -> app.put(session, body), "PUT")) {
      recorded.get(athlete).incrementAndGet();
      acknowledged.release();
    }
    URI question = addresses.apply(App.PROGRESS).resolve(question(athlete));
    answers(200, () -> app.get(question), "recommendation");
    URI exercises = addresses.apply(App.CATALOG).resolve("/v1/exercises?limit=1");
    answers(200, () -> app.get(exercises), "exercises");
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

  /** The path of what each of them asks; long after everything recorded. */
  static String question(String athlete) {
    return "/v1/athletes/"
        + athlete
        + "/exercises/back-extension/recommendation?at=2027-12-31T00:00:00Z";
  }

  @Override
  public void close() {
    athletes.shutdownNow();
  }
}
