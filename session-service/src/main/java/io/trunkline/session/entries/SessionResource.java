package io.trunkline.session.entries;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Kind;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** HTTP of sessions. */
@Path("/v1/athletes/{athlete}/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "Training sessions as they happened.")
public class SessionResource {

  private final Entries entries;
  private final FindSessions findSessions;
  private final RecordSets recordSets;

  SessionResource(Entries entries, FindSessions findSessions, RecordSets recordSets) {
    this.entries = entries;
    this.recordSets = recordSets;
    this.findSessions = findSessions;
  }

  @PermissionsAllowed("journal:write")
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Record or correct a session",
      description =
          "201 the first time, 200 after. The same content again changes nothing and keeps the"
              + " revision.")
  @RequestBody(
      required = true,
      content =
          @Content(schema = @Schema(ref = "/schemas/session.session-recorded.v1.schema.json")))
  @APIResponseSchema(value = WriteAnswer.class, responseDescription = "Corrected, or unchanged")
  public Response put(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @BeanParam Demands.OfPut demands,
      InputStream body) {
    return entries.put(Kind.SESSION, athlete, id, demands, body);
  }

  @PermissionsAllowed("journal:write")
  @POST
  @Path("/{id}/sets")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Add or correct sets of a running session",
      description =
          "Sets of one exercise, each with a setId. One the session knows is replaced, any other is"
              + " added behind the last ones of that exercise and variation, so a retry changes"
              + " nothing. The first sets of a session say startedAt and begin it (201). Sets are"
              + " taken away, or moved to another exercise, with PUT.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(ref = "/schemas/live-sets.v1.schema.json")))
  @APIResponseSchema(
      value = WriteAnswer.class,
      responseCode = "200",
      responseDescription = "Added, corrected, or unchanged")
  public Response postSets(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @BeanParam Demands.OfPut demands,
      InputStream body) {
    return recordSets.record(athlete, id, demands, body);
  }

  @PermissionsAllowed("journal:read")
  @GET
  @Path("/{id}")
  @Operation(
      summary = "Read a session",
      description = "The body as stored: keys sorted, numbers exact. ETag is its revision.")
  @APIResponse(
      responseCode = "200",
      description = "The session",
      content =
          @Content(schema = @Schema(ref = "/schemas/session.session-recorded.v1.schema.json")))
  public Response get(
      @PathParam("athlete") String athlete, @PathParam("id") String id, @Context Request request) {
    return entries.get(Kind.SESSION, athlete, id, request);
  }

  @PermissionsAllowed("journal:write")
  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Delete a session",
      description =
          "204, again and again. The id can be written again and continues its revisions.")
  @APIResponse(responseCode = "204", description = "Deleted")
  public Response delete(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @BeanParam Demands demands) {
    return entries.delete(Kind.SESSION, athlete, id, demands);
  }

  @PermissionsAllowed("journal:read")
  @GET
  @Operation(
      summary = "List sessions, newest first",
      description = "Pages of at most 100. Days are the athlete's own.")
  @APIResponseSchema(FindSessions.Page.class)
  public FindSessions.Page list(
      @PathParam("athlete") String athlete,
      @QueryParam("from") @Parameter(description = "First local day.", example = "2026-05-01")
          String from,
      @QueryParam("to") @Parameter(description = "Last local day.", example = "2026-05-31")
          String to,
      @QueryParam("exercise") @Parameter(description = "Only sessions with this exercise.")
          String exercise,
      @QueryParam("limit")
          @Parameter(description = "Sessions on a page, 1 to 100.")
          @DefaultValue("20")
          String limit,
      @QueryParam("cursor") @Parameter(description = "What the page before gave as next.")
          String cursor) {
    return findSessions.ask(
        new FindSessions.Question(
            entries.tenantOf(athlete),
            athlete,
            day("from", from),
            day("to", to),
            exercise(exercise),
            cursor,
            limit(limit)));
  }

  private static LocalDate day(String parameter, String text) {
    if (text == null || Moments.isDate(text)) {
      return text == null ? null : LocalDate.parse(text);
    }
    throw Problems.badParameter(parameter, "Send a calendar date, for example 2026-05-01.");
  }

  private static String exercise(String text) {
    if (text == null || EntryKey.isId(text)) {
      return text;
    }
    throw Problems.badParameter(
        "exercise", "Send the id of an exercise, for example back-extension.");
  }

  private static int limit(String text) {
    if (text.matches("[0-9]{1,3}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= FindSessions.MAX_LIMIT) {
      return Integer.parseInt(text);
    }
    throw Problems.badParameter(
        "limit", "Send a whole number from 1 to " + FindSessions.MAX_LIMIT + ".");
  }
}
