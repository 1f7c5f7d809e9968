package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.local.App;
import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Whoever keeps the line running, by {@code /v1/ops} alone. */
final class Operator {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Line line;
  private final Http http;

  Operator(Line line, Http http) {
    this.line = line;
    this.http = http;
  }

  /** Does one thing and returns what was answered. */
  Http.Answer does(App app, String what, String body) {
    Http.Answer answer = http.post(address(app, what), "application/json", body);
    assertThat(answer.status()).as(answer.body()).isIn(200, 202);
    return answer;
  }

  /** Reads what is no JSON as a whole. */
  String lines(App app, String what) {
    Http.Answer answer = http.get(address(app, what));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  JsonNode reads(App app, String what) {
    Http.Answer answer = http.get(address(app, what));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  /** Asks until it is so. */
  static <T> T awaits(Supplier<T> answer, Predicate<T> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    T last = answer.get();
    while (!wanted.test(last)) {
      assertThat(System.nanoTime()).as("still " + last).isLessThan(deadline);
      last = answer.get();
    }
    return last;
  }

  private URI address(App app, String what) {
    return line.address(app).resolve("/v1/ops/" + what);
  }
}
