package io.trunkline.session.entries;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.trunkline.security.audit.CurrentActor;
import io.trunkline.session.Tenant;
import io.trunkline.session.journal.Change;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Journal;
import io.trunkline.session.journal.JournalEntry;
import io.trunkline.session.journal.Kind;
import io.trunkline.session.journal.Outcome;
import io.trunkline.session.journal.SharedWrites;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What PUT, GET and DELETE mean for an entry of any kind. */
@Singleton
public class Entries {

  private final Tenant tenant;
  private final Journal journal;
  private final SharedWrites sharedWrites;
  private final Validation validation;
  private final Incoming incoming;
  private final CurrentActor actor;

  Entries(
      Tenant tenant,
      Journal journal,
      SharedWrites sharedWrites,
      Validation validation,
      Incoming incoming,
      CurrentActor actor) {
    this.actor = actor;
    this.incoming = incoming;
    this.tenant = tenant;
    this.journal = journal;
    this.sharedWrites = sharedWrites;
    this.validation = validation;
  }

  /** Records or corrects. */
  Response put(Kind kind, String athlete, String id, Demands.OfPut demands, InputStream body) {
    EntryKey key = key(kind, athlete, id);
    requireType(demands.contentType, MediaType.APPLICATION_JSON);
    Validation.Valid valid = validation.check(kind, readAll(body), demands.isStrict());
    return answer(
        sharedWrites.apply(Change.put(key, valid.content(), demands.precondition(), actor.get())),
        valid.warnings());
  }

  /** What a caller is told who recorded something. */
  static Response answer(Outcome outcome, List<Warning> doubts) {
    List<Warning> warnings = new ArrayList<>(doubts);
    Warning.ofLateRetry(accepted(outcome)).ifPresent(warnings::add);
    int status = outcome.status() == Outcome.Status.CREATED ? 201 : 200;
    return Response.status(status)
        .tag(tag(outcome.revision()))
        .entity(new WriteAnswer(outcome.key().name(), outcome.revision(), warnings))
        .build();
  }

  /** The stored body, byte for byte. */
  Response get(Kind kind, String athlete, String id, Request request) {
    JournalEntry entry = journal.find(key(kind, athlete, id)).orElseThrow(Problems::notFound);
    EntityTag tag = tag(entry.revision());
    Response.ResponseBuilder notModified = request.evaluatePreconditions(tag);
    return notModified != null
        ? notModified.build()
        : Response.ok(entry.content().bytes(), MediaType.APPLICATION_JSON_TYPE).tag(tag).build();
  }

  /** Leaves a tombstone; again and again is fine. */
  Response delete(Kind kind, String athlete, String id, Demands demands) {
    Change delete = Change.delete(key(kind, athlete, id), demands.precondition(), actor.get());
    Outcome outcome = accepted(sharedWrites.apply(delete));
    return Response.noContent().tag(tag(outcome.revision())).build();
  }

  /** The tenant of an athlete; refuses what can be no athlete's id. */
  public String tenantOf(String athlete) {
    if (!EntryKey.isId(athlete)) {
      throw Problems.notAnId("athlete");
    }
    return tenant.name();
  }

  private static Outcome accepted(Outcome outcome) {
    HttpProblem problem = Problems.of(outcome);
    if (problem != null) {
      throw problem;
    }
    return outcome;
  }

  EntryKey key(Kind kind, String athlete, String id) {
    String owner = tenantOf(athlete);
    if (!EntryKey.isId(id)) {
      throw Problems.notAnId("id");
    }
    return new EntryKey(owner, athlete, kind, id);
  }

  /**
   * Another type altogether the framework refuses; a request that does not say, or another charset,
   * stops here.
   */
  static void requireType(String contentType, String expected) {
    String charset =
        contentType == null ? null : MediaType.valueOf(contentType).getParameters().get("charset");
    if (contentType == null || (charset != null && !charset.equalsIgnoreCase("utf-8"))) {
      throw Problems.unsupportedMediaType(expected);
    }
  }

  byte[] readAll(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(JsonBody.MAX_BYTES + 1);
      if (bytes.length > JsonBody.MAX_BYTES) {
        incoming.dropRest();
        throw Problems.tooLarge(JsonBody.MAX_BYTES);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EntityTag tag(long revision) {
    return new EntityTag(Long.toString(revision));
  }
}
