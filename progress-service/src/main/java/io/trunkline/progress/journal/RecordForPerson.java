package io.trunkline.progress.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.progress.Problems.Fault;
import io.trunkline.progress.identity.PersonAtPage;
import io.trunkline.tracing.Traceparent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Records in the journal what a person at a page decided. The journal is shown that person's own
 * token, so it decides what they may, and names them as whoever did it.
 */
@Singleton
public class RecordForPerson {

  private static final Duration CONNECTING = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final String address;
  private final PersonAtPage person;
  private final ObjectMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTING)
          .build();

  RecordForPerson(
      @ConfigProperty(name = "trunkline.session-service.url") String address,
      PersonAtPage person,
      ObjectMapper json) {
    this.address = address;
    this.person = person;
    this.json = json;
  }

  /** What became of it. */
  public enum Status {
    DONE,
    /** The journal names what is wrong. */
    REFUSED,
    /** The entry is not, or no longer, as it was when the page was shown. */
    CHANGED,
    /** The token, or the athlete, does not allow it. */
    NOT_ALLOWED,
    /** Nothing was recorded: the journal could not be reached, or is busy. */
    AWAY,
    /** The journal did not answer in time; doing the same again does nothing twice. */
    UNKNOWN
  }

  /**
   * The journal's answer.
   *
   * @param revision now current; 0 unless done
   * @param faults by field, in the journal's words
   */
  public record Outcome(Status status, long revision, List<Fault> faults) {

    static Outcome of(Status status) {
      return new Outcome(status, 0, List.of());
    }
  }

  /**
   * Records an entry, or corrects it.
   *
   * @param path below the athlete's: {@code directives/d1}
   * @param revision that is corrected; 0 for an entry nobody has recorded before
   */
  public Outcome put(String athlete, String path, Map<String, Object> body, long revision) {
    try {
      HttpRequest.Builder request =
          to(athlete, path)
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
      return send(
          revision == 0
              ? request.header("If-None-Match", "*")
              : request.header("If-Match", "\"" + revision + "\""));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Takes an entry back that is at this revision. */
  public Outcome delete(String athlete, String path, long revision) {
    return send(to(athlete, path).header("If-Match", "\"" + revision + "\"").DELETE());
  }

  private HttpRequest.Builder to(String athlete, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + "/v1/athletes/" + athlete + "/" + path))
            .header("Authorization", "Bearer " + person.accessToken())
            .timeout(PATIENCE);
    String step = Traceparent.current();
    return step == null ? request : request.header("traceparent", step);
  }

  private Outcome send(HttpRequest.Builder request) {
    try {
      return read(http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (ConnectException | HttpConnectTimeoutException unreachable) {
      return Outcome.of(Status.AWAY);
    } catch (IOException broken) {
      return Outcome.of(Status.UNKNOWN);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return Outcome.of(Status.UNKNOWN);
    }
  }

  private Outcome read(HttpResponse<byte[]> answer) {
    return switch (answer.statusCode()) {
      case 200, 201, 204 -> new Outcome(Status.DONE, revision(answer), List.of());
      case 400, 413, 422 -> new Outcome(Status.REFUSED, 0, faults(answer.body()));
      case 401, 403 -> Outcome.of(Status.NOT_ALLOWED);
      case 404, 410, 412 -> Outcome.of(Status.CHANGED);
      case 429, 503 -> Outcome.of(Status.AWAY);
      default -> Outcome.of(Status.UNKNOWN);
    };
  }

  /** Every answer to a change says it there. */
  private static long revision(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("ETag")
        .map(tag -> Long.parseLong(tag.replace("\"", "")))
        .orElse(0L);
  }

  private List<Fault> faults(byte[] problem) {
    List<Fault> faults = new ArrayList<>();
    try {
      JsonNode said = json.readTree(problem);
      for (JsonNode each : said.path("errors")) {
        faults.add(new Fault(each.path("pointer").asText(), each.path("detail").asText()));
      }
    } catch (IOException noProblem) {
      return List.of();
    }
    return faults;
  }
}
