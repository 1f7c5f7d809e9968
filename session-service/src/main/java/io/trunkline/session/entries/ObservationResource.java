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

/** HTTP of coaches' observations. */
@Path("/v1/athletes/{athlete}/observations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Coaches' observations",
    description = "A coach's form check of an exercise, or a note. No dose rests on it.")
public class ObservationResource {

  private final Entries entries;

  ObservationResource(Entries entries) {
    this.entries = entries;
  }

  @PermissionsAllowed("directives:write")
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Record or correct an observation",
      description =
          "A form check says form and exercise, a note says note; one entry may be both. 201 the first time, 200 after. The same content again changes nothing and keeps the revision.")
  @RequestBody(
      required = true,
      content =
          @Content(schema = @Schema(ref = "/schemas/session.observation-recorded.v1.schema.json")))
  @APIResponseSchema(value = WriteAnswer.class, responseDescription = "Corrected, or unchanged")
  public Response put(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @BeanParam Demands.OfPut demands,
      InputStream body) {
    return entries.put(Kind.OBSERVATION, athlete, id, demands, body);
  }

  @PermissionsAllowed("journal:read")
  @GET
  @Path("/{id}")
  @Operation(
      summary = "Read an observation",
      description =
          "The body as stored: keys sorted. ETag is its revision. A coach without leave to see health is answered 404: a note is free text about a person.")
  @APIResponse(
      responseCode = "200",
      description = "The observation",
      content =
          @Content(schema = @Schema(ref = "/schemas/session.observation-recorded.v1.schema.json")))
  public Response get(
      @PathParam("athlete") String athlete, @PathParam("id") String id, @Context Request request) {
    return entries.get(Kind.OBSERVATION, athlete, id, request);
  }

  @PermissionsAllowed("directives:write")
  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Delete an observation",
      description =
          "Withdraws it. 204, again and again. The id can be written again and continues its revisions.")
  @APIResponse(responseCode = "204", description = "Deleted")
  public Response delete(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @BeanParam Demands demands) {
    return entries.delete(Kind.OBSERVATION, athlete, id, demands);
  }
}
