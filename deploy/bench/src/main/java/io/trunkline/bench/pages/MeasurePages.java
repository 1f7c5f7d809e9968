package io.trunkline.bench.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.bench.Latencies;
import io.trunkline.bench.Rest;
import io.trunkline.bench.Shipped;
import io.trunkline.bench.demo.Season;
import io.trunkline.bench.demo.Somebody;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Policy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The roster of 1,000 athletes and the page of one with three years, 20 times a second each, beside
 * 50 sessions a second that are being recorded; and what they weigh. Load and services share the
 * machine.
 */
public final class MeasurePages {

  private static final int ATHLETES = 1000;
  private static final int SEASON = 126;
  private static final int THREE_YEARS = 1095;
  private static final int PAGES_A_SECOND = 20;
  private static final int SESSIONS_A_SECOND = 50;
  private static final int ROUNDS = 3;
  private static final int SETTLED_SECONDS = 10;
  private static final Pattern ASSET =
      Pattern.compile("(?:src|href)=\"(/(?:assets|webjars)/[^\"]+)\"");

  private final URI session;
  private final URI progress;
  private final String app;
  private final HttpClient anybody = HttpClient.newHttpClient();
  private final HttpClient coach =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final OffsetDateTime now =
      OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
  private final List<Somebody> crowd = Somebody.crowd(ATHLETES);
  private final AtomicInteger recorded = new AtomicInteger();

  private MeasurePages(JsonNode running) {
    session = URI.create(running.path("session").asText());
    progress = URI.create(running.path("progress").asText());
    app = "Bearer " + running.at("/tokens/app").asText();
  }

  /**
   * Measures.
   *
   * @param args the run directory of a launcher, and how many seconds a round takes
   */
  public static void main(String[] args) throws Exception {
    Path run = Path.of(args[0]);
    int seconds = Integer.parseInt(args[1]);
    MeasurePages measure =
        new MeasurePages(new ObjectMapper().readTree(run.resolve("trunkline.json").toFile()));
    measure.fill();
    measure.logIn(Files.readString(run.resolve("coach.password")).strip());
    String longest = "/athletes/" + measure.crowd.get(0).id();
    measure.awaitEverybody();
    for (String page : List.of("/", longest)) {
      measure.weigh(page);
      measure.warmUp(page, seconds);
      measure.round(0, page, seconds);
      Rest.await();
    }
    for (int round = 1; round <= ROUNDS; round++) {
      measure.round(round, "/", seconds);
      measure.round(round, longest, seconds);
    }
  }

  private void fill() throws IOException, InterruptedException {
    Catalogue catalogue = Shipped.catalogue();
    Policy policy = Shipped.policy();
    List<String> lines =
        crowd.parallelStream()
            .flatMap(
                who ->
                    Season.of(who, catalogue, policy, now, who.number() == 0 ? THREE_YEARS : SEASON)
                        .stream())
            .toList();
    say("%d athletes, %d entries", crowd.size(), lines.size());
    HttpResponse<String> answer =
        anybody.send(
            HttpRequest.newBuilder(session.resolve("/v1/entries"))
                .header("Authorization", app)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines) + "\n"))
                .build(),
            BodyHandlers.ofString());
    String[] verdicts = answer.body().strip().split("\n", -1);
    say("%s", verdicts[verdicts.length - 1]);
  }

  /** By the code flow, as a browser does it. */
  private void logIn(String password) throws IOException, InterruptedException {
    HttpResponse<String> asked =
        coach.send(
            HttpRequest.newBuilder(progress.resolve("/")).header("Accept", "text/html").build(),
            BodyHandlers.ofString());
    HttpResponse<String> roster =
        coach.send(
            HttpRequest.newBuilder(asked.uri())
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=coach&password=" + password))
                .build(),
            BodyHandlers.ofString());
    if (roster.statusCode() != 200
        || !roster.uri().getHost().equals(progress.getHost())
        || roster.uri().getPort() != progress.getPort()) {
      throw new IOException("The coach is not let in: " + roster.statusCode() + " " + roster.uri());
    }
  }

  /** Until what was posted is known and decided on: the roster has everybody and stays as it is. */
  private void awaitEverybody() throws IOException, InterruptedException {
    String before;
    String roster = "";
    long seen;
    do {
      TimeUnit.SECONDS.sleep(SETTLED_SECONDS);
      before = roster;
      roster = unpacked(fetch("/"));
      seen =
          crowd.stream()
              .map(who -> "/athletes/" + who.id() + "\"")
              .filter(roster::contains)
              .count();
      say("  %d athletes on the roster", seen);
    } while (seen < ATHLETES || !roster.equals(before));
  }

  /** Compressed, as a browser asks for it. */
  private byte[] fetch(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        coach.send(
            HttpRequest.newBuilder(progress.resolve(path))
                .header("Accept", "text/html")
                .header("Accept-Encoding", "gzip")
                .build(),
            BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(
          path
              + ": "
              + answer.statusCode()
              + " "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.body();
  }

  private static String unpacked(byte[] page) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(page))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void weigh(String path) throws IOException, InterruptedException {
    byte[] page = fetch(path);
    int assets = 0;
    for (Matcher asset = ASSET.matcher(unpacked(page)); asset.find(); ) {
      assets += fetch(asset.group(1)).length;
    }
    say(
        "%s weighs %d kB compressed: itself %d, its styles and scripts %d",
        path, (page.length + assets) / 1000, page.length / 1000, assets / 1000);
  }

  /** One after the other: a cold service would be told to hurry. */
  private void warmUp(String page, int seconds) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    int fetched = 0;
    while (System.nanoTime() < end) {
      fetch(page);
      fetched++;
    }
    say("%s, one after the other: %d a second", page, fetched / seconds);
  }

  private void round(int round, String page, int seconds) throws Exception {
    CompletableFuture<Latencies> ingest =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Latencies.of(
                    SESSIONS_A_SECOND, seconds, n -> record(recorded.getAndIncrement()));
              } catch (Exception failed) {
                throw new IllegalStateException(failed);
              }
            });
    Latencies looked = Latencies.of(PAGES_A_SECOND, seconds, n -> fetch(page));
    say(
        "round %d  %s  p50 %.0f ms, p95 %.0f ms, p99 %.0f ms; beside it a PUT p95 %.0f ms",
        round,
        page,
        looked.percentile(50),
        looked.percentile(95),
        looked.percentile(99),
        ingest.join().percentile(95));
  }

  private void record(int number) throws IOException, InterruptedException {
    String athlete = crowd.get(number % ATHLETES).id();
    OffsetDateTime at = now.minusMinutes(number / ATHLETES);
    String body =
        "{\"startedAt\":\"%s\",\"timeZone\":\"UTC\",\"exercises\":[{\"exercise\":\"back-extension\",\"sets\":[{\"reps\":10,\"load\":{\"value\":10,\"unit\":\"kg\"}}]}]}"
            .formatted(at);
    HttpResponse<String> answer =
        anybody.send(
            HttpRequest.newBuilder(
                    session.resolve("/v1/athletes/" + athlete + "/sessions/now-" + number))
                .header("Authorization", app)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
