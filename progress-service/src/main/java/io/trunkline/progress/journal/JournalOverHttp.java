package io.trunkline.progress.journal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.identity.OwnToken;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks session-service what the journal holds, for comparing and repairing. No answer to a caller
 * waits for it. Every call throws {@link IOException} when session-service is away, refuses, or is
 * busy for long.
 */
@Singleton
public class JournalOverHttp {

  private static final Duration LONGEST_CALL = Duration.ofSeconds(15);
  private static final int PAGE = 500;
  private static final Set<Integer> BUSY = Set.of(429, 503);
  private static final int ATTEMPTS = 5;

  /** In seconds. */
  private static final long LONGEST_REST = 5;

  private final String address;
  private final OwnToken token;
  private final ObjectMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  JournalOverHttp(
      @ConfigProperty(name = "trunkline.session-service.url") String address, OwnToken token) {
    this.address = address;
    this.token = token;
  }

  /**
   * What the journal holds of one athlete.
   *
   * @param waiting changes are on their way, so a difference means nothing yet
   */
  public record AthleteDigest(
      String tenant, String athlete, String digest, long entries, boolean waiting) {

    public Athlete owner() {
      return new Athlete(tenant, athlete);
    }
  }

  /**
   * Some athletes of a partition.
   *
   * @param next where the next page begins; null at the end
   */
  public record Page(List<AthleteDigest> athletes, String next) {}

  /**
   * A page of a partition's athletes; those erased are left out.
   *
   * @param after next of the page before, null for the first
   * @param changedSince null for all
   */
  public Page digests(int partition, String after, Instant changedSince)
      throws IOException, InterruptedException {
    String query =
        "/v1/ops/digests?limit="
            + PAGE
            + "&partition="
            + partition
            + (after == null ? "" : "&after=" + encoded(after))
            + (changedSince == null ? "" : "&changedSince=" + encoded(changedSince.toString()));
    return json.readValue(expect2xx(send(get(query))).body(), Page.class);
  }

  /**
   * One entry as the journal has it.
   *
   * @param sha256 of the body, in hex; null for a deleted one
   */
  public record Row(String kind, String id, long revision, boolean deleted, String sha256) {}

  private record Rows(List<Row> entries) {}

  /** Everything the journal holds of an athlete, tombstones too; nothing for one it never knew. */
  public List<Row> entries(Athlete athlete) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        send(
            get(
                "/v1/ops/athletes/"
                    + encoded(athlete.id())
                    + "/entries?tenant="
                    + encoded(athlete.tenant())));
    return answer.statusCode() == 404
        ? List.of()
        : json.readValue(expect2xx(answer).body(), Rows.class).entries();
  }

  /** An entry by its full name. */
  public record Name(String tenant, String athlete, String kind, String id) {}

  private record Marked(List<Name> unknown) {}

  /**
   * Has the entries' present states sent again.
   *
   * @return those the journal does not know
   */
  public List<Name> republish(List<Name> entries) throws IOException, InterruptedException {
    byte[] body = json.writeValueAsBytes(Map.of("entries", entries));
    HttpResponse<byte[]> answer = expect2xx(send(post("/v1/ops/republish", body)));
    List<Name> unknown = json.readValue(answer.body(), Marked.class).unknown();
    return unknown == null ? List.of() : unknown;
  }

  /** An entry as it is held here, ahead of the journal. */
  public record Held(
      String tenant, String athlete, String kind, String id, long revision, boolean deleted) {}

  /** Has the journal go above what is held here, and send what it says. */
  public void adopt(List<Held> entries) throws IOException, InterruptedException {
    byte[] body = json.writeValueAsBytes(Map.of("entries", entries));
    expect2xx(send(post("/v1/ops/adopt-journal", body)));
  }

  /** Says that an erased athlete is gone from here. */
  public void confirmErasure(String tenant, String pseudonym)
      throws IOException, InterruptedException {
    byte[] body = json.writeValueAsBytes(Map.of("tenant", tenant, "by", "progress-service"));
    expect2xx(send(post("/v1/ops/erasures/" + pseudonym + "/confirmations", body)));
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).GET();
  }

  private HttpRequest.Builder post(String path, byte[] body) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  /** Every call may be repeated, so one that comes at a bad moment is. */
  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      HttpRequest signed =
          request
              .setHeader("Authorization", "Bearer " + token.current())
              .timeout(LONGEST_CALL)
              .build();
      HttpResponse<byte[]> answer = http.send(signed, BodyHandlers.ofByteArray());
      if (attempt == ATTEMPTS || !BUSY.contains(answer.statusCode())) {
        return answer;
      }
      TimeUnit.SECONDS.sleep(
          Math.min(answer.headers().firstValueAsLong("Retry-After").orElse(1), LONGEST_REST));
    }
  }

  private static HttpResponse<byte[]> expect2xx(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      // No part of the address: it may name an athlete.
      throw new IOException("session-service answered " + answer.statusCode());
    }
    return answer;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
