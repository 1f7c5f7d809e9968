package io.trunkline.progress.projection;

import io.trunkline.progress.Database;
import io.trunkline.progress.Tenant;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether this service holds what the journal holds. */
@Path("/v1/athletes/{athlete}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class DigestResource {

  private final Database database;
  private final Tenant tenant;

  DigestResource(Database database, Tenant tenant) {
    this.database = database;
    this.tenant = tenant;
  }

  /**
   * Digest of an athlete's live entries.
   *
   * @param digest lower-case hex SHA-256 over the lines {@code kind/entryId@revision:<hex
   *     sha256(body)>\n} in the order of their bytes; the bodies as stored here, so altered rows
   *     show too
   * @param entries how many lines there are
   */
  @Schema(name = "Digest")
  public record Digest(String digest, long entries) {}

  /** Equal on session-service and here when the projection is complete. */
  @GET
  @Path("/digest")
  @Operation(
      operationId = "digest",
      summary = "Digest of everything held about an athlete",
      description = "Equal to session-service's when nothing is missing here.")
  @APIResponse(
      responseCode = "200",
      description = "The digest.",
      content = @Content(schema = @Schema(implementation = Digest.class)))
  @APIResponse(
      responseCode = "400",
      description = "bad-parameter: names the parameter and says what it should be.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description =
          "projection-behind: the revisions in after have not arrived; athlete-incomplete: one of them could not be"
              + " read; unavailable: no database. All carry Retry-After.",
      content = @Content(mediaType = "application/problem+json"))
  public Digest digest(
      @PathParam("athlete") @Parameter(description = "The athlete's opaque id.", example = "a-17")
          String athlete) {
    return database.snapshot(connection -> digest(connection, tenant.current(), athlete));
  }

  private static Digest digest(Connection connection, String tenant, String athlete)
      throws SQLException {
    String sql =
        """
        SELECT encode(sha256(coalesce(string_agg(line, ''::bytea ORDER BY line), ''::bytea)), 'hex'), count(*)
        FROM (
          SELECT convert_to(kind || '/' || entry_id || '@' || revision || ':' || encode(sha256(body), 'hex')
            || E'\\n', 'UTF8') AS line
          FROM log_entry WHERE tenant = ? AND athlete = ? AND NOT deleted
        ) AS live
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      statement.setString(2, athlete);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return new Digest(rows.getString(1), rows.getLong(2));
      }
    }
  }
}
