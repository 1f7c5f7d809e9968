package io.trunkline.session.entries;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.security.audit.CurrentActor;
import io.trunkline.session.Tenant;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** HTTP of entries in streams. */
@Path("/v1/entries")
@Produces(EntriesResource.NDJSON)
@Tag(name = "Streams", description = "Many entries at once, of any kind and athlete.")
public class EntriesResource {

  /** One JSON object a line. */
  public static final String NDJSON = "application/x-ndjson";

  private static final Logger LOG = Logger.getLogger(EntriesResource.class);

  private final Incoming incoming;
  private final StreamEntries streamEntries;
  private final Tenant tenant;
  private final SecurityIdentity caller;
  private final CoachGrants coaches;
  private final CurrentActor actor;

  EntriesResource(
      Incoming incoming,
      StreamEntries streamEntries,
      Tenant tenant,
      SecurityIdentity caller,
      CoachGrants coaches,
      CurrentActor actor) {
    this.actor = actor;
    this.coaches = coaches;
    this.tenant = tenant;
    this.caller = caller;
    this.incoming = incoming;
    this.streamEntries = streamEntries;
  }

  @PermissionsAllowed("journal:write")
  @POST
  @Consumes(NDJSON)
  @Operation(
      summary = "Record a stream of entries",
      description =
          "NDJSON, one entry a line: its body with kind, athlete and id in front, for example"
              + " {\"kind\":\"session\",\"athlete\":\"a-17\",\"id\":\"s1\",\"startedAt\":…,\"exercises\":[…]}."
              + " A sensation has a kind of its own, so its fields stand in body:"
              + " {\"kind\":\"sensation\",\"athlete\":\"a-17\",\"id\":\"p1\",\"body\":{\"feltAt\":…,\"kind\":\"ache\"}};"
              + " any other kind may do the same. A directive and an observation need the scope directives:write, too, and a coach-grant grants:write."
              + " Coaches send theirs one by one: a token with the scope coach is answered 403. \"deleted\":true instead of a body deletes. Each"
              + " line is answered by a verdict, in order and as soon as it is durable; a refused"
              + " line stops no other. Blank lines count but get no verdict; one every few seconds"
              + " keeps a stream open that has nothing to say. The last line of the answer is the"
              + " summary; an answer without it broke off: send the same lines again, which changes"
              + " nothing twice. Read the answer while you send: a client that does not is held"
              + " back.")
  @RequestBody(
      required = true,
      content = @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(
      responseCode = "200",
      description = "A verdict for each line, then the summary. Refused lines are found here, too.",
      content =
          @Content(mediaType = NDJSON, schema = @Schema(oneOf = {Verdict.class, Summary.class})))
  public Response post(
      @QueryParam("strict")
          @Parameter(
              description = "true: refuse lines that would only earn a warning.",
              example = "true")
          String strict,
      @HeaderParam("Content-Type") @Parameter(hidden = true) String contentType) {
    Entries.requireType(contentType, NDJSON);
    if (coaches.isPerson()) {
      throw Problems.notForPersons();
    }
    EntryLine.Sender sender =
        new EntryLine.Sender(
            tenant.name(),
            actor.get(),
            caller.checkPermissionBlocking(new StringPermission("directives", "write")),
            caller.checkPermissionBlocking(new StringPermission("grants", "write")),
            Demands.isStrict(strict));
    IncomingLines lines = incoming.lines(EntryLine.LONGEST);
    StreamingOutput answer =
        out -> {
          try (lines) {
            streamEntries.answer(lines, sender, out);
            incoming.dropRest();
          } catch (IOException gone) {
            // Nobody is left to be told. An answer without a summary says that it broke off.
            LOG.debugf("a stream broke off: %s", gone.getMessage());
          }
        };
    return Response.ok(answer, NDJSON).build();
  }
}
