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

/** HTTP of directives. */
@Path("/v1/athletes/{athlete}/directives")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Coaches' directives",
    description = "A coach's ceiling, plan position, length of a rest, or leave to train daily.")
public class DirectiveResource {

  private final Entries entries;

  DirectiveResource(Entries entries) {
    this.entries = entries;
  }

  @PermissionsAllowed("directives:write")
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Record or correct a directive",
      description =
          "201 the first time, 200 after. The same content again changes nothing and keeps the revision.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(ref = "/schemas/session.directive-set.v1.schema.json")))
  @APIResponseSchema(value = WriteAnswer.class, responseDescription = "Corrected, or unchanged")
  public Response put(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @BeanParam Demands.OfPut demands,
      InputStream body) {
    return entries.put(Kind.DIRECTIVE, athlete, id, demands, body);
  }

  @PermissionsAllowed("journal:read")
  @GET
  @Path("/{id}")
  @Operation(
      summary = "Read a directive",
      description = "The body as stored: keys sorted, numbers exact. ETag is its revision.")
  @APIResponse(
      responseCode = "200",
      description = "The directive",
      content = @Content(schema = @Schema(ref = "/schemas/session.directive-set.v1.schema.json")))
  public Response get(
      @PathParam("athlete") String athlete, @PathParam("id") String id, @Context Request request) {
    return entries.get(Kind.DIRECTIVE, athlete, id, request);
  }

  @PermissionsAllowed("directives:write")
  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Delete a directive",
      description =
          "204, again and again. The id can be written again and continues its revisions.")
  @APIResponse(responseCode = "204", description = "Deleted")
  public Response delete(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @BeanParam Demands demands) {
    return entries.delete(Kind.DIRECTIVE, athlete, id, demands);
  }
}
