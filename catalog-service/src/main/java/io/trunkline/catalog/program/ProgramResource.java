package io.trunkline.catalog.program;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.catalog.definition.Answers;
import io.trunkline.catalog.definition.Kind;
import io.trunkline.catalog.definition.Preconditions;
import io.trunkline.catalog.definition.ReviseDefinition;
import io.trunkline.catalog.definition.StoreVersion;
import io.trunkline.catalog.definition.StrictJson;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Named workouts; see {@code contract/catalog.program-published.v1.schema.json}. */
@Path("/v1/programs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "programs", description = "Named workouts: exercises in order, with substitutes")
public class ProgramResource {

  @Inject ProgramChecks checks;
  @Inject ReviseDefinition reviseDefinition;
  @Inject StoreVersion storeVersion;

  @PermissionsAllowed("catalog:read")
  @GET
  @Operation(summary = "List programmes", description = "Those not withdrawn, by id.")
  @APIResponse(responseCode = "200", description = "items, and next while there are more")
  @APIResponse(responseCode = "400", description = "A parameter cannot be used (problem)")
  public String find(
      @Parameter(description = "1 to 100") @QueryParam("limit") @DefaultValue("20") String limit,
      @Parameter(description = "next of the page before") @QueryParam("cursor") String cursor) {
    return Answers.page(Kind.PROGRAM, List.of(), "", limit, cursor);
  }

  @PermissionsAllowed("catalog:read")
  @GET
  @Path("/{id}")
  @Operation(
      summary = "Read a programme",
      description = "The current version; a withdrawn one says retired. ETag is the version.")
  @APIResponse(responseCode = "200", description = "The programme")
  @APIResponse(responseCode = "404", description = "No such programme (problem)")
  public Response read(@PathParam("id") String id) {
    return Answers.current(Kind.PROGRAM, id);
  }

  @PermissionsAllowed("catalog:read")
  @GET
  @Path("/{id}/versions/{version}")
  @Operation(summary = "Read any published version, for ever")
  @APIResponse(responseCode = "200", description = "The programme as it was")
  @APIResponse(responseCode = "404", description = "No such programme or version (problem)")
  public Response readVersion(@PathParam("id") String id, @PathParam("version") String version) {
    return Answers.numbered(Kind.PROGRAM, id, version);
  }

  @PermissionsAllowed("catalog:write")
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Create or revise a programme",
      description = "Publishes a new version. The same content again changes nothing.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)),
      description = "The programme; at most 64 KiB")
  @APIResponse(responseCode = "200", description = "Revised, or unchanged")
  @APIResponse(responseCode = "201", description = "Created")
  @APIResponse(responseCode = "400", description = "Not JSON (problem)")
  @APIResponse(responseCode = "412", description = "If-Match is not current (problem)")
  @APIResponse(responseCode = "413", description = "Too large (problem)")
  @APIResponse(responseCode = "422", description = "Breaks the contract; all faults (problem)")
  public Response revise(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
      InputStream body) {
    return Answers.written(
        reviseDefinition.revise(
            checks,
            id,
            StrictJson.bytes(body, StrictJson.DEFINITION_BYTES),
            new Preconditions(ifMatch, ifNoneMatch)));
  }

  @PermissionsAllowed("catalog:write")
  @DELETE
  @Path("/{id}")
  @Operation(summary = "Withdraw a programme", description = "It stays readable.")
  @APIResponse(responseCode = "204", description = "Withdrawn, now or before")
  @APIResponse(responseCode = "404", description = "No such programme (problem)")
  @APIResponse(responseCode = "412", description = "If-Match is not current (problem)")
  public Response withdraw(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    return Answers.retired(
        storeVersion.retire(
            Kind.PROGRAM, Answers.known(Kind.PROGRAM, id), new Preconditions(ifMatch, null)));
  }
}
