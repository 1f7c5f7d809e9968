package io.trunkline.session.entries;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.security.Rare;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** HTTP of exports. */
@Path("/v1/athletes/{athlete}/export")
@Produces(EntriesResource.NDJSON)
@Tag(name = "Streams")
public class ExportResource {

  private final Entries entries;
  private final ExportAthlete exportAthlete;

  ExportResource(Entries entries, ExportAthlete exportAthlete) {
    this.entries = entries;
    this.exportAthlete = exportAthlete;
  }

  @PermissionsAllowed("journal:read")
  @Rare
  @GET
  @Operation(
      summary = "Everything held about an athlete",
      description =
          "NDJSON, one entry a line, which POST /v1/entries takes back: into an athlete without"
              + " entries it brings about the same state. Deleted entries are left out; revisions"
              + " begin anew.")
  @APIResponse(
      responseCode = "200",
      description = "One entry a line, by kind and id. Empty if all are deleted.",
      content =
          @Content(mediaType = EntriesResource.NDJSON, schema = @Schema(type = SchemaType.STRING)))
  public Response get(@PathParam("athlete") String athlete) {
    StreamingOutput export = exportAthlete.of(entries.tenantOf(athlete), athlete)::writeTo;
    return Response.ok(export, EntriesResource.NDJSON).build();
  }
}
