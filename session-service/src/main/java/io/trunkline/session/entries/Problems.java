package io.trunkline.session.entries;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.trunkline.session.journal.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Every refusal this service knows, as RFC 9457 problems with stable types. */
public final class Problems {

  private static final String TYPES = "https://trunkline.io/problems/";

  private Problems() {}

  /** The bytes are no JSON; the place counts from 1. */
  static HttpProblem malformedJson(long line, int column, String what) {
    return problem(400, "malformed-json", "The body is not well-formed JSON")
        .withDetail("Line " + line + ", column " + column + ": " + what)
        .build();
  }

  static HttpProblem missingBody() {
    return problem(400, "malformed-json", "The body is missing")
        .withDetail("Send the entry as a JSON object in the body of the request.")
        .build();
  }

  public static HttpProblem invalidEntry(List<Fault> faults) {
    String count = faults.size() == 1 ? "One field needs" : faults.size() + " fields need";
    return problem(422, "invalid-entry", "The entry cannot be recorded as it is")
        .withDetail(count + " a change; errors names each with a JSON Pointer. Nothing was stored.")
        .with("errors", faults)
        .build();
  }

  public static HttpProblem badParameter(String name, String detail) {
    return problem(400, "bad-parameter", "The parameter " + name + " cannot be used")
        .withDetail(detail)
        .with("parameter", name)
        .build();
  }

  /** A name of an athlete or an entry that none can have. */
  public static HttpProblem notAnId(String parameter) {
    return badParameter(
        parameter, "Use 1 to 64 characters out of A-Z a-z 0-9 . _ ~ - and neither . nor .. alone.");
  }

  public static HttpProblem notFound() {
    return problem(404, "not-found", "There is no such entry")
        .withDetail("Nothing is recorded under this id, or it was deleted.")
        .build();
  }

  static HttpProblem unknownAthlete() {
    return problem(404, "not-found", "There is no such athlete")
        .withDetail("Nothing was ever recorded for this athlete.")
        .build();
  }

  static HttpProblem revisionMismatch(long revision) {
    HttpProblem.Builder problem =
        problem(412, "revision-mismatch", "The entry is not at the revision you expect");
    if (revision == 0) {
      return problem
          .withDetail("This id was never used. Send it without If-Match to record it.")
          .build();
    }
    return problem
        .withDetail(
            "The entry is at revision "
                + revision
                + ". Read it, decide again, and send your change with its ETag in If-Match.")
        .withHeader("ETag", etag(revision))
        .build();
  }

  static HttpProblem entryDeleted(long revision) {
    return problem(410, "entry-deleted", "The entry was deleted")
        .withDetail(
            "This id was used and deleted. To record it anew send it without If-None-Match.")
        .withHeader("ETag", etag(revision))
        .build();
  }

  public static HttpProblem athleteErased() {
    return problem(410, "athlete-erased", "The athlete was erased")
        .withDetail("Nothing is recorded under this id any more. A new athlete needs a new id.")
        .build();
  }

  public static HttpProblem tooLarge(int limit) {
    return problem(413, "too-large", "The body is too large")
        .withDetail("An entry may have at most " + limit + " bytes.")
        .build();
  }

  static HttpProblem unsupportedMediaType(String expected) {
    return problem(415, "unsupported-media-type", "This content type is not understood")
        .withDetail("Send Content-Type: " + expected + ", in UTF-8.")
        .build();
  }

  /** Only ever said on a line: a stream may hold entries that need more than it does. */
  static HttpProblem missingScope(String what, String scope) {
    return problem(403, "missing-scope", "The token does not allow this")
        .withDetail(what + " needs a token with the scope " + scope + ".")
        .build();
  }

  /** Many athletes at once are an app's matter; a coach may see some of them. */
  static HttpProblem notForPersons() {
    return problem(403, "not-for-persons", "Only apps send streams")
        .withDetail("A coach's token carries the scope coach. Send entries one by one.")
        .build();
  }

  static HttpProblem tooManyStreams(int most) {
    return problem(429, "too-many-streams", "You are sending several streams already")
        .withDetail("Wait until one has ended; " + most + " at a time are read.")
        .withHeader("Retry-After", 1)
        .build();
  }

  /** Only ever said on a line: by then the status is sent. */
  static HttpProblem tooSlow(Duration patience) {
    return problem(408, "too-slow", "Nothing came for too long")
        .withDetail(
            "Send at least an empty line every "
                + patience.toSeconds()
                + " seconds, or end the stream.")
        .build();
  }

  public static HttpProblem unavailable() {
    return problem(503, "unavailable", "The journal cannot answer now")
        .withDetail("Send the same request again in a moment; repeating it changes nothing twice.")
        .withHeader("Retry-After", 1)
        .build();
  }

  static HttpProblem maintenance() {
    return problem(503, "maintenance", "Nothing is recorded at the moment")
        .withDetail(
            "An operator is restoring the journal. Send the same request again later; reads go on.")
        .withHeader("Retry-After", 60)
        .build();
  }

  /** Why a change was refused; null if it was not. */
  static HttpProblem of(Outcome outcome) {
    return switch (outcome.status()) {
      case CREATED, UNCHANGED, CORRECTED, DELETED, ALREADY_DELETED -> null;
      case UNKNOWN -> notFound();
      case REVISION_MISMATCH -> revisionMismatch(outcome.revision());
      case ENTRY_DELETED -> entryDeleted(outcome.revision());
      case ATHLETE_ERASED -> athleteErased();
    };
  }

  /** The type of a problem the framework raised, for example for a path nobody serves. */
  static URI typeOf(int status) {
    return URI.create(
        TYPES
            + switch (status) {
              case 400 -> "bad-parameter";
              case 404 -> "not-found";
              case 405 -> "method-not-allowed";
              case 406 -> "not-acceptable";
              case 413 -> "too-large";
              case 415 -> "unsupported-media-type";
              default -> status < 500 ? "refused" : "internal";
            });
  }

  static String etag(long revision) {
    return "\"" + revision + "\"";
  }

  /** Begins a problem of a type of ours. */
  public static HttpProblem.Builder problem(int status, String type, String title) {
    return HttpProblem.builder()
        .withStatus(status)
        .withType(URI.create(TYPES + type))
        .withTitle(title);
  }
}
