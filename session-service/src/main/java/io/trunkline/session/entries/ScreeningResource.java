package io.trunkline.session.entries;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.session.journal.Kind;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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

/** HTTP of screenings. */
@Path("/v1/athletes/{athlete}/screening")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Screening",
    description =
        "What the athlete answered before starting: back history, experience, unit, time zone. One per athlete.")
public class ScreeningResource {

  private final Entries entries;

  /** There is one per athlete. */
  private static final String ID = "screening";

  ScreeningResource(Entries entries) {
    this.entries = entries;
  }

  @PermissionsAllowed({"journal:write", "health:write"})
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Record or correct a screening",
      description =
          "201 the first time, 200 after. The same content again changes nothing and keeps the revision.")
  @RequestBody(
      required = true,
      content =
          @Content(schema = @Schema(ref = "/schemas/session.screening-answered.v1.schema.json")))
  @APIResponseSchema(value = WriteAnswer.class, responseDescription = "Corrected, or unchanged")
  public Response put(
      @PathParam("athlete") String athlete, @BeanParam Demands.OfPut demands, InputStream body) {
    return entries.put(Kind.SCREENING, athlete, ID, demands, body);
  }

  @PermissionsAllowed("journal:read")
  @GET
  @Operation(
      summary = "Read a screening",
      description = "The body as stored: keys sorted, numbers exact. ETag is its revision.")
  @APIResponse(
      responseCode = "200",
      description = "The screening",
      content =
          @Content(schema = @Schema(ref = "/schemas/session.screening-answered.v1.schema.json")))
  public Response get(@PathParam("athlete") String athlete, @Context Request request) {
    return entries.get(Kind.SCREENING, athlete, ID, request);
  }
}
