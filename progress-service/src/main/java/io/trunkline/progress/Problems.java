package io.trunkline.progress;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.util.List;

/** Every refusal a caller can meet, as RFC 9457 problems. Details never carry what was stored. */
public final class Problems {

  private static final String BASE = "https://trunkline.io/problems/";

  private Problems() {}

  /** 400: a part of the address cannot be used as it is. */
  public static HttpProblem badParameter(String parameter, String detail) {
    return problem(400, "bad-parameter", "A parameter cannot be used", detail)
        .with("parameter", parameter)
        .build();
  }

  /** 400: not a JSON object at all. */
  public static HttpProblem malformedJson(String detail) {
    return problem(400, "malformed-json", "The body is not well-formed JSON", detail).build();
  }

  /** What is wrong with one field, named by a JSON Pointer. */
  public record Fault(String pointer, String detail) {}

  /** 422: every fault of the body at once. */
  public static HttpProblem invalidEntry(List<Fault> faults) {
    return problem(
            422,
            "invalid-entry",
            "Some fields cannot be used",
            "Correct the fields named in errors and send it again; nothing was done.")
        .with("errors", faults)
        .build();
  }

  /** 404. */
  public static HttpProblem notFound(String detail) {
    return problem(404, "not-found", "Not found", detail).build();
  }

  /** 409: what was asked for makes no sense in this state. */
  public static HttpProblem conflict(String slug, String title, String detail) {
    return problem(409, slug, title, detail).build();
  }

  /** 405. */
  static HttpProblem methodNotAllowed() {
    return problem(
            405,
            "method-not-allowed",
            "Method not allowed",
            "This address does not take this method; the Allow header names those it takes.")
        .build();
  }

  /** 400: the framework could not read it. */
  static HttpProblem badRequest() {
    return problem(
            400, "bad-request", "The request cannot be read", "Its parts do not fit together.")
        .build();
  }

  /** 406. */
  static HttpProblem notAcceptable() {
    return problem(
            406,
            "not-acceptable",
            "Not acceptable",
            "This address does not answer in any form the Accept header names.")
        .build();
  }

  /** 415. */
  static HttpProblem unsupportedMediaType() {
    return problem(
            415,
            "unsupported-media-type",
            "Unsupported media type",
            "Send the body as the Content-Type the API description names for this address.")
        .build();
  }

  /** 503: the caller's own write has not arrived here yet. */
  public static NotNow projectionBehind() {
    return notNow(
        "projection-behind",
        "Not up to date yet",
        "What you asked to see has not arrived here yet. Ask again in a second, with the same"
            + " after.",
        1,
        null);
  }

  /** 503: a person's grant may have been taken back without this service having heard of it. */
  public static NotNow grantsNotKnown() {
    return notNow(
        "projection-behind",
        "Not up to date yet",
        "Whether this coach may still look has not been heard for a minute. Ask again in a few"
            + " seconds.",
        5,
        null);
  }

  /** 503: facts are known to be missing, so no dose may rest on the others. */
  public static NotNow athleteIncomplete() {
    return notNow(
        "athlete-incomplete",
        "Some of this athlete's entries could not be read",
        "No advice is given on incomplete facts. An operator sees the entry; it is applied once a"
            + " readable copy arrives.",
        60,
        null);
  }

  /** 503: the one backtest that may run at a time is running. */
  public static NotNow busy() {
    return notNow(
        "unavailable",
        "Another backtest is running",
        "One backtest runs at a time, so that advice stays fast. Ask again when it has ended.",
        10,
        null);
  }

  /** 503: as many streams are open as may be. */
  public static NotNow tooManyWatch() {
    return notNow(
        "unavailable",
        "Too many streams",
        "As many streams are open as this process allows. Connect again in some seconds.",
        10,
        null);
  }

  /** 503: session-service, which was to be asked, does not answer. */
  public static NotNow journalAway(Throwable cause) {
    return notNow(
        "unavailable",
        "Not available right now",
        "session-service, which has the journal, does not answer. Ask again in a few seconds.",
        5,
        cause);
  }

  /** 503: nothing is wrong with the request. */
  public static NotNow unavailable(Throwable cause) {
    return notNow(
        "unavailable",
        "Not available right now",
        "The service cannot reach its database. Ask again in a second.",
        1,
        cause);
  }

  private static NotNow notNow(
      String slug, String title, String detail, int retryAfterSeconds, Throwable cause) {
    return new NotNow(
        problem(503, slug, title, detail).withHeader("Retry-After", retryAfterSeconds).build(),
        cause);
  }

  private static HttpProblem.Builder problem(int status, String slug, String title, String detail) {
    return HttpProblem.builder()
        .withType(URI.create(BASE + slug))
        .withTitle(title)
        .withStatus(status)
        .withDetail(detail);
  }
}
