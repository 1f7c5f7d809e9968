package io.trunkline.session.entries;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.session.journal.Kind;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** HTTP of clearances. */
@Path("/v1/athletes/{athlete}/clearances")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Professionals' go-aheads",
    description =
        "A physician's or physiotherapist's go-ahead. A coach's word is a directive, never a clearance.")
public class ClearanceResource {

  private final Entries entries;

  ClearanceResource(Entries entries) {
    this.entries = entries;
  }

  @PermissionsAllowed({"journal:write", "health:write"})
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Record or correct a clearance",
      description =
          "201 the first time, 200 after. The same content again changes nothing and keeps the revision.")
  @RequestBody(
      required = true,
      content =
          @Content(schema = @Schema(ref = "/schemas/session.clearance-granted.v1.schema.json")))
  @APIResponseSchema(value = WriteAnswer.class, responseDescription = "Corrected, or unchanged")
  public Response put(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @BeanParam Demands.OfPut demands,
      InputStream body) {
    return entries.put(Kind.CLEARANCE, athlete, id, demands, body);
  }

  @PermissionsAllowed("journal:read")
  @GET
  @Path("/{id}")
  @Operation(
      summary = "Read a clearance",
      description = "The body as stored: keys sorted, numbers exact. ETag is its revision.")
  @APIResponse(
      responseCode = "200",
      description = "The clearance",
      content =
          @Content(schema = @Schema(ref = "/schemas/session.clearance-granted.v1.schema.json")))
  public Response get(
      @PathParam("athlete") String athlete, @PathParam("id") String id, @Context Request request) {
    return entries.get(Kind.CLEARANCE, athlete, id, request);
  }

  @PermissionsAllowed({"journal:write", "health:write"})
  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Delete a clearance",
      description =
          "204, again and again. The id can be written again and continues its revisions.")
  @APIResponse(responseCode = "204", description = "Deleted")
  public Response delete(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @BeanParam Demands demands) {
    return entries.delete(Kind.CLEARANCE, athlete, id, demands);
  }
}
