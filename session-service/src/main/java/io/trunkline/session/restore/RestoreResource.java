package io.trunkline.session.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.security.PermissionsAllowed;
import io.trunkline.session.entries.EntriesResource;
import io.trunkline.session.entries.Problems;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Kind;
import io.trunkline.session.journal.Maintenance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** HTTP of the steps after a restore, in the order of the runbook in deploy/README.md. */
@Path("/v1/ops")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators", description = "Whether every copy says the same, and what to do if not.")
public class RestoreResource {

  private static final int MOST = 1000;
  private static final long HIGHEST = 1_000_000_000_000L;
  private static final String AHEAD =
      "Send {\"entries\":[…]}, at most " + MOST + ", each with its name and revision.";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private final Maintenance maintenance;
  private final MergeLog mergeLog;
  private final RaiseRevisions raiseRevisions;
  private final AdoptJournal adoptJournal;

  RestoreResource(
      Maintenance maintenance,
      MergeLog mergeLog,
      RaiseRevisions raiseRevisions,
      AdoptJournal adoptJournal) {
    this.maintenance = maintenance;
    this.mergeLog = mergeLog;
    this.raiseRevisions = raiseRevisions;
    this.adoptJournal = adoptJournal;
  }

  /** Whether writes are kept out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record State(
      @Schema(description = "Whether writes are answered 503 maintenance.") boolean on,
      @Schema(description = "Since when. Absent when off.") Instant since) {}

  @PermissionsAllowed("ops")
  @GET
  @Path("/maintenance")
  @Operation(summary = "Whether writes are kept out")
  @APIResponseSchema(State.class)
  public State state() {
    return maintenance.since().map(since -> new State(true, since)).orElse(new State(false, null));
  }

  /** What is wanted. */
  record Wanted(@Schema(description = "true keeps writes out.", required = true) Boolean on) {}

  @PermissionsAllowed("ops")
  @POST
  @Path("/maintenance")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Keep writes out, or let them in again",
      description =
          "For all replicas. Answers when every earlier write is committed. Writes and erasures then answer 503"
              + " maintenance; reads, publishing and operators go on. It stands in the database: after a restore"
              + " start with TRUNKLINE_MAINTENANCE=true.")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Wanted.class)))
  @APIResponseSchema(State.class)
  public State set(InputStream body) {
    Boolean on = read(body, Wanted.class).on();
    if (on == null) {
      throw unclear("Send {\"on\":true} or {\"on\":false}.");
    }
    if (on) {
      maintenance.on();
    } else {
      maintenance.off();
    }
    return state();
  }

  /** How to merge. */
  record Merge(@Schema(description = "Count only; false when absent.") boolean dryRun) {}

  @PermissionsAllowed("ops")
  @POST
  @Path("/restore-merge")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(EntriesResource.NDJSON)
  @Operation(
      summary = "Win back from the log what a backup has lost",
      description =
          "Reads session.training-log from its beginning and takes every higher revision, deletions too. Streams"
              + " its counts; without a last line that says done it broke off: call it again, it takes nothing twice.")
  @APIResponse(
      responseCode = "200",
      description = "A line for each batch; the last says done.",
      content =
          @Content(
              mediaType = EntriesResource.NDJSON,
              schema = @Schema(implementation = MergeLog.Merged.class)))
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Merge.class)))
  public Response restoreMerge(InputStream body) {
    boolean dryRun = read(body, Merge.class).dryRun();
    return lines(
        progress -> {
          try {
            mergeLog.all(dryRun, progress::accept);
          } catch (KafkaException away) {
            throw Problems.unavailable();
          }
        });
  }

  /** How far to raise. */
  record Raise(
      @Schema(description = "1 to 1000000000000.", required = true, examples = "1000000")
          long above,
      @Schema(description = "Count only; false when absent.") boolean dryRun) {}

  @PermissionsAllowed("ops")
  @POST
  @Path("/raise-revisions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(EntriesResource.NDJSON)
  @Operation(
      summary = "Lift revisions above all that were ever handed out",
      description =
          "Adds above to each revision below it and publishes these entries; again it changes nothing, so take a"
              + " higher number after each restore: 1000000, 2000000. ETags from before no longer hold. Streams its"
              + " count; the last line says done.")
  @APIResponse(
      responseCode = "200",
      description = "A line for each thousand entries; the last says done.",
      content =
          @Content(
              mediaType = EntriesResource.NDJSON,
              schema = @Schema(implementation = RaiseRevisions.Raised.class)))
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Raise.class)))
  public Response raise(InputStream body) {
    Raise raise = read(body, Raise.class);
    if (raise.above() < 1 || raise.above() > HIGHEST) {
      throw unclear("above is a whole number from 1 to " + HIGHEST + ".");
    }
    return lines(progress -> raiseRevisions.above(raise.above(), raise.dryRun(), progress::accept));
  }

  /** What a consumer holds that is ahead of the journal. */
  record Ahead(@Schema(description = "At most 1000.") List<Held> entries) {}

  /** One entry as the consumer has it. */
  record Held(
      @Schema(description = "Whose athlete.", examples = "local") String tenant,
      @Schema(description = "The athlete's id.", examples = "a-17") String athlete,
      @Schema(description = "Kind of the entry.", examples = "session") String kind,
      @Schema(description = "Id of the entry.", examples = "s1") String id,
      @Schema(description = "Its revision there.", examples = "5") long revision,
      @Schema(description = "Whether it is deleted there.") boolean deleted) {

    EntryKey key() {
      try {
        return new EntryKey(tenant, athlete, Kind.ofWireName(kind), id);
      } catch (IllegalArgumentException | NullPointerException notAName) {
        throw unclear(AHEAD);
      }
    }
  }

  /** What was done. */
  record Adopted(
      @Schema(description = "Entries of the journal that were lifted or buried.") int changed) {}

  @PermissionsAllowed({"ops", "internal:reconcile"})
  @POST
  @Path("/adopt-journal")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Put the journal above copies that are ahead of it",
      description =
          "The journal's state gets a revision above the copy's and is published; a deletion is kept, and what the"
              + " journal never heard of gets a tombstone. Nothing happens where the journal is not behind.")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Ahead.class)))
  @APIResponseSchema(Adopted.class)
  public Adopted adopt(InputStream body) {
    List<Held> entries = read(body, Ahead.class).entries();
    if (entries == null || entries.size() > MOST) {
      throw unclear(AHEAD);
    }
    SortedMap<EntryKey, AdoptJournal.Copy> copies = new TreeMap<>();
    for (Held held : entries) {
      if (held == null || held.revision() < 1) {
        throw unclear(AHEAD);
      }
      copies.put(held.key(), new AdoptJournal.Copy(held.revision(), held.deleted()));
    }
    return new Adopted(adoptJournal.above(copies));
  }

  private static <T> T read(InputStream body, Class<T> type) {
    try {
      T read = JSON.readValue(body, type);
      if (read != null) {
        return read;
      }
    } catch (JsonProcessingException notRead) {
      throw unclear("Send one JSON object with the fields of this operation, each once.");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    throw unclear("Send one JSON object.");
  }

  private static RuntimeException unclear(String detail) {
    return Problems.badParameter("body", detail);
  }

  /** Line by line as it goes on, so that no one takes a long work for a dead one. */
  private static Response lines(Consumer<Consumer<Object>> work) {
    StreamingOutput lines = output -> work.accept(line -> write(output, line));
    return Response.ok(lines, EntriesResource.NDJSON).build();
  }

  private static void write(OutputStream output, Object line) {
    try {
      output.write(JSON.writeValueAsBytes(line));
      output.write('\n');
      output.flush();
    } catch (IOException callerLeft) {
      throw new UncheckedIOException(callerLeft);
    }
  }
}
