package io.trunkline.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** HTTP of the audit trail. */
@IfBuildProperty(name = "trunkline.audit.kept", stringValue = "true")
@Path("/v1/ops/audit")
@Tag(name = "Operators")
public class AuditResource {

  private static final int MOST = 1000;
  private static final String NDJSON = "application/x-ndjson";

  private final Trail trail;
  private final ObjectMapper json;
  private final Duration keep;

  AuditResource(
      Trail trail,
      ObjectMapper json,
      @ConfigProperty(name = "trunkline.audit.keep") Duration keep) {
    this.trail = trail;
    this.json = json;
    this.keep = keep;
  }

  @PermissionsAllowed("ops")
  @GET
  @Produces(NDJSON)
  @Operation(
      operationId = "audit",
      summary = "Who did what to whom, and when",
      description =
          "At most 1000 rows, oldest first, one JSON object a line; ask again with the last row's id"
              + " as after until none comes. Athletes stand there by pseudonym, those of one"
              + " look separated by spaces; no value stands there. This call adds a row, too.")
  @APIResponse(
      responseCode = "200",
      description = "The rows.",
      content = @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(
      responseCode = "400",
      description = "bad-parameter: names the parameter and says what it should be.",
      content = @Content(mediaType = "application/problem+json"))
  public Response rows(
      @QueryParam("after")
          @Parameter(description = "Id of the last row read; default 0.", example = "0")
          String after,
      @QueryParam("since")
          @Parameter(
              description = "Only rows from this moment on, RFC 3339.",
              example = "2026-05-04T00:00:00Z")
          String since) {
    long last = number(after);
    Instant from = moment(since);
    List<AuditTrail.Row> rows =
        trail.inTransaction(connection -> AuditTrail.page(connection, last, MOST, from));
    StringBuilder lines = new StringBuilder();
    for (AuditTrail.Row row : rows) {
      lines.append(line(row)).append('\n');
    }
    return Response.ok(lines.toString(), NDJSON).build();
  }

  @PermissionsAllowed("ops")
  @GET
  @Path("/verify")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "verifyAudit",
      summary = "Check the chain over the audit trail",
      description =
          "Every seal is computed anew from the rows. Compare newest with one noted elsewhere: a"
              + " chain whose end was cut off is intact.")
  @APIResponse(
      responseCode = "200",
      description = "What was found.",
      content = @Content(schema = @Schema(implementation = AuditTrail.Verified.class)))
  public AuditTrail.Verified verify() {
    return trail.inTransaction(
        connection -> AuditTrail.verify(connection, Instant.now().minus(keep)));
  }

  private String line(AuditTrail.Row row) {
    try {
      return json.writeValueAsString(row);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Rows can be written.", impossible);
    }
  }

  private static long number(String text) {
    if (text == null) {
      return 0;
    }
    if (text.matches("[0-9]{1,18}")) {
      return Long.parseLong(text);
    }
    throw bad("after", "Send the id of a row.");
  }

  private static Instant moment(String text) {
    try {
      return text == null ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException noMoment) {
      throw bad("since", "Send RFC 3339 with an offset, for example 2026-05-04T18:00:00Z.");
    }
  }

  private static HttpProblem bad(String name, String detail) {
    return HttpProblem.builder()
        .withStatus(400)
        .withType(URI.create("https://trunkline.io/problems/bad-parameter"))
        .withTitle("A parameter cannot be used")
        .withDetail(name + ": " + detail)
        .build();
  }
}
