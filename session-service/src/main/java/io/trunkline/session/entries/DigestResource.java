package io.trunkline.session.entries;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.session.journal.Digest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** HTTP of the digest. */
@Path("/v1/athletes/{athlete}/digest")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators", description = "Whether every copy says the same.")
public class DigestResource {

  private final Entries entries;
  private final Digest digest;

  DigestResource(Entries entries, Digest digest) {
    this.entries = entries;
    this.digest = digest;
  }

  @PermissionsAllowed("journal:read")
  @GET
  @Operation(
      summary = "Digest of all live entries of an athlete",
      description =
          "SHA-256 over the lines kind/id@revision:sha256(body), each ended by a line feed, sorted by bytes.")
  @APIResponseSchema(Digest.OfAthlete.class)
  public Digest.OfAthlete get(@PathParam("athlete") String athlete) {
    return digest.of(entries.tenantOf(athlete), athlete);
  }
}
