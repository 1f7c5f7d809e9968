package io.trunkline.bench.projection;

import io.trunkline.bench.Latencies;
import io.trunkline.bench.Rest;
import io.trunkline.bench.journal.Service;
import io.trunkline.bench.journal.Stream;
import io.trunkline.bench.journal.Training;
import io.trunkline.local.LocalKafka;
import io.trunkline.local.LocalPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ratios of the projection, each taken in one run on one machine, load generator included, with the
 * packaged services, a real broker and a real database.
 */
public final class MeasureProjection {

  private static final int ROUNDS = 3;
  private static final int SESSIONS_A_SECOND = 100;
  private static final int HISTORY = 20;
  private static final int WARM_UP = 5_000;
  private static final int STORMS = 3;
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final String APP = Service.IDENTITY.app();
  private static final String OPERATOR = Service.IDENTITY.tokens().get("operator");

  private final Path services;
  private final Path directory;
  private final LocalKafka kafka;
  private final LocalPostgres postgres;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private MeasureProjection(
      Path services, Path directory, LocalKafka kafka, LocalPostgres postgres) {
    this.services = services;
    this.directory = directory;
    this.kafka = kafka;
    this.postgres = postgres;
  }

  /**
   * Measures.
   *
   * @param args the directory of the services' modules, a directory for data, then {@code rebuild
   *     RECORDS} or {@code visible SECONDS}
   */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory(Files.createDirectories(Path.of(args[1])), "run");
    try (LocalKafka kafka = LocalKafka.start(directory.resolve("kafka"), 0);
        LocalPostgres postgres = LocalPostgres.start(directory.resolve("postgres"), 0)) {
      MeasureProjection measure =
          new MeasureProjection(Path.of(args[0]), directory, kafka, postgres);
      // It publishes its catalogue at start, and that is all that is needed of it.
      measure.start("catalog-service").close();
      switch (args[2]) {
        case "rebuild" -> measure.rebuild(Long.parseLong(args[3]));
        case "visible" -> measure.visible(Integer.parseInt(args[3]));
        default -> throw new IllegalArgumentException(args[2]);
      }
    }
  }

  /** The rebuild from the topic beside consuming and inserting the same records, in turns. */
  private void rebuild(long records) throws Exception {
    say("writing %d records for %d athletes", records, Training.ATHLETES);
    Log log = new Log(kafka.bootstrapServers());
    log.fill(records);
    long begin = System.nanoTime();
    try (Service progress = start("progress-service");
        Connection database = connection()) {
      awaitRows(database, records);
      double stored = records * 1e9 / (System.nanoTime() - begin);
      awaitDecisions(database);
      double decided = records * 1e9 / (System.nanoTime() - begin);
      say(
          "a consumer from nothing, its start included: stored %.0f/s, decided on %.0f/s",
          stored, decided);
      List<Double> ratios = new ArrayList<>();
      say("round  rebuild/s  bare/s  ratio");
      for (int round = 0; round <= ROUNDS; round++) {
        double bare = log.consumeAndInsert(database, records);
        double rebuilt = rebuildOnce(progress, records);
        say("%5s  %9.0f  %6.0f  %5.2f", round == 0 ? "warm" : round, rebuilt, bare, rebuilt / bare);
        if (round > 0) {
          ratios.add(rebuilt / bare);
        }
      }
      say(
          "| `rebuild %d` | %.2f (%.2f to %.2f) of bare consume and insert; a consumer from nothing stores %.0f/s and has decided on %.0f/s |",
          records,
          median(ratios),
          Collections.min(ratios),
          Collections.max(ratios),
          stored,
          decided);
    }
  }

  private double rebuildOnce(Service progress, long records) throws Exception {
    URI rebuild = uri(progress, "/v1/ops/rebuild");
    long begin = System.nanoTime();
    send(
        authorized(rebuild, OPERATOR)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"step\":\"start\"}")),
        202);
    String answer = "";
    while (!answer.contains("\"state\":\"filled\"")) {
      TimeUnit.MILLISECONDS.sleep(20);
      answer = send(authorized(rebuild, OPERATOR), 200);
      if (answer.contains("\"problem\"")) {
        throw new IllegalStateException(answer);
      }
    }
    if (!answer.matches(".*\"records\":" + records + "[,}].*")) {
      throw new IllegalStateException("not all were read: " + answer);
    }
    return records * 1e9 / (System.nanoTime() - begin);
  }

  private static void awaitRows(Connection database, long records) throws Exception {
    long told = System.nanoTime();
    long rows = 0;
    while (rows < records) {
      TimeUnit.MILLISECONDS.sleep(100);
      rows = number(database, "SELECT count(*) FROM log_entry");
      long bad = number(database, "SELECT count(*) FROM quarantine");
      if (bad > 0) {
        throw new IllegalStateException(bad + " records in quarantine");
      }
      if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(10)) {
        told = System.nanoTime();
        say("  consumed %d", rows);
      }
    }
  }

  private static void awaitDecisions(Connection database) throws Exception {
    while (number(database, "SELECT count(*) FROM athlete WHERE decided_for < 0") > 0) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static long number(Connection database, String query) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** From a PUT to a recommendation that knows of it, beside a bare trip to the broker and back. */
  private void visible(int seconds) throws Exception {
    try (Service session = start("session-service");
        Service progress = start("progress-service");
        RoundTrip bare = RoundTrip.over(kafka.bootstrapServers())) {
      long history = (long) HISTORY * Training.ATHLETES;
      say("writing a history of %d sessions for %d athletes", HISTORY, Training.ATHLETES);
      Stream.perSecond(session.port(), "v", 0, history, answered -> {});
      try (Connection database = connection()) {
        awaitRows(database, history);
        awaitDecisions(database);
      }
      AtomicInteger number = new AtomicInteger((int) history);
      AtomicInteger trips = new AtomicInteger();
      seen(session, progress, number.getAndIncrement());
      for (int storm = 1; storm <= STORMS; storm++) {
        say("warming up by %d sessions, as fast as they go", WARM_UP);
        Latencies.of(WARM_UP, 1, n -> seen(session, progress, number.getAndIncrement()));
        Rest.await();
      }
      Latencies.of(SESSIONS_A_SECOND, 5, n -> bare.make(trips.getAndIncrement()));
      List<Double> ratios = new ArrayList<>();
      Latencies chain = null;
      Latencies beside = null;
      for (int round = 1; round <= ROUNDS; round++) {
        Latencies alone =
            Latencies.of(SESSIONS_A_SECOND, seconds, n -> bare.make(trips.getAndIncrement()));
        CompletableFuture<Latencies> meanwhile =
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return Latencies.of(
                        SESSIONS_A_SECOND, seconds, n -> bare.make(trips.getAndIncrement()));
                  } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                  }
                });
        chain =
            Latencies.of(
                SESSIONS_A_SECOND, seconds, n -> seen(session, progress, number.getAndIncrement()));
        beside = meanwhile.join();
        ratios.add(chain.percentile(99) / beside.percentile(99));
        say("round %d  visible       %s", round, chain);
        say("         bare beside   %s  ratio of p99 %.1f", beside, ratios.get(round - 1));
        say(
            "         bare alone    %s  ratio of p99 %.1f",
            alone, chain.percentile(99) / alone.percentile(99));
      }
      say(
          "| `visible %d` | p99 %.1f (%.1f to %.1f) × the bare round trip beside it; last round p50 %.0f ms, p99 %.0f ms; bare %.1f and %.1f ms |",
          seconds,
          median(ratios),
          Collections.min(ratios),
          Collections.max(ratios),
          chain.percentile(50),
          chain.percentile(99),
          beside.percentile(50),
          beside.percentile(99));
    }
  }

  /** Records a session, and returns once a recommendation rests on it. */
  private void seen(Service session, Service progress, int number) throws Exception {
    String athlete = Training.athlete("v", number);
    String id = Training.id(number);
    send(
        authorized(uri(session, "/v1/athletes/" + athlete + "/sessions/" + id), APP)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(Training.body(number))),
        201);
    HttpRequest.Builder question =
        authorized(
            uri(
                progress,
                "/v1/athletes/"
                    + athlete
                    + "/exercises/back-extension/recommendation?after=session/"
                    + id
                    + "@1"),
            APP);
    long begin = System.nanoTime();
    HttpResponse<String> answer = ask(question);
    while (answer.statusCode() == 503 && System.nanoTime() - begin < LONGEST_WAIT_NANOS) {
      answer = ask(question);
    }
    require(answer, 200);
  }

  private static HttpRequest.Builder authorized(URI uri, String token) {
    return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
  }

  private String send(HttpRequest.Builder request, int expected)
      throws IOException, InterruptedException {
    return require(ask(request), expected);
  }

  private HttpResponse<String> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String require(HttpResponse<String> answer, int expected) {
    if (answer.statusCode() != expected) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static URI uri(Service service, String path) {
    return URI.create("http://127.0.0.1:" + service.port() + path);
  }

  private Service start(String module) throws IOException, InterruptedException {
    return Service.start(
        services.resolve(module).resolve("target/quarkus-app"),
        kafka.bootstrapServers(),
        postgres.database(module.substring(0, module.indexOf('-'))),
        directory.resolve(module + ".log"));
  }

  /** As the superuser, whom no policy of rows holds up: what PostgreSQL itself can do. */
  private Connection connection() throws SQLException {
    return DriverManager.getConnection(postgres.database("progress").jdbcUrl(), "postgres", null);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
