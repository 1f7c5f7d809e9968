package io.trunkline.catalog.definition;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.util.List;

/** The RFC 9457 answers of this service; {@code type} is stable, {@code detail} is for a person. */
public final class Problems {

  private static final String BASE = "https://trunkline.io/problems/";

  private Problems() {}

  public static HttpProblem malformedJson(String detail) {
    return problem(400, "malformed-json", "The body is not JSON", detail).build();
  }

  /** Every fault of a body at once. */
  public static HttpProblem invalid(String detail, List<Fault> faults) {
    return problem(422, "invalid-entry", "The body breaks the contract", detail)
        .with("errors", faults)
        .build();
  }

  public static HttpProblem badParameter(String name, String detail) {
    return problem(400, "bad-parameter", "A parameter cannot be used", name + " " + detail + ".")
        .build();
  }

  public static HttpProblem notFound(Kind kind) {
    return problem(404, "not-found", "Not found", "There is no such " + kind.word() + ".").build();
  }

  /**
   * A precondition does not hold.
   *
   * @param current the current version, null when there is none
   */
  public static HttpProblem mismatch(Integer current) {
    HttpProblem.Builder problem =
        problem(
            412,
            "revision-mismatch",
            "Somebody else changed it",
            current == null
                ? "It does not exist, so no version of it can be current."
                : "The current version is " + current + ": read it, redo the change, send again.");
    return (current == null ? problem : problem.withHeader("ETag", "\"" + current + "\"")).build();
  }

  public static HttpProblem tooLarge(int limitBytes) {
    return problem(
            413,
            "too-large",
            "The body is too large",
            "At most " + limitBytes / 1024 + " KiB are taken here.")
        .build();
  }

  static HttpProblem unavailable() {
    return problem(
            503,
            "unavailable",
            "The database does not answer",
            "Nothing is known to have changed; send the request again.")
        .withHeader("Retry-After", "1")
        .build();
  }

  static HttpProblem internal() {
    return problem(500, "internal-error", "A fault of this service", "It has been logged.").build();
  }

  static URI type(String slug) {
    return URI.create(BASE + slug);
  }

  private static HttpProblem.Builder problem(int status, String slug, String title, String detail) {
    return HttpProblem.builder()
        .withType(type(slug))
        .withStatus(status)
        .withTitle(title)
        .withDetail(detail);
  }
}
