package io.trunkline.session.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.security.PermissionsAllowed;
import io.trunkline.session.entries.Problems;
import io.trunkline.session.journal.EntryKey;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** HTTP of erasures for operators and the services that hold copies. */
@Path("/v1/ops/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators", description = "Whether every copy says the same, and what to do if not.")
public class ErasureOpsResource {

  private static final int MOST = 1000;
  private static final String PROJECTION = "progress-service";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Erasures erasures;
  private final ReapplyErasures reapplyErasures;

  ErasureOpsResource(Erasures erasures, ReapplyErasures reapplyErasures) {
    this.erasures = erasures;
    this.reapplyErasures = reapplyErasures;
  }

  /** An erasure; who it was is not told. */
  record Row(
      @Schema(description = "Whose athlete.") String tenant,
      @Schema(description = "What stays of the athlete's id.") String pseudonym,
      ErasureResource.Receipt erasure) {}

  /** The erasures as answered. */
  record Answer(List<Row> erasures) {}

  /** Who has erased, too. */
  record Confirmation(
      @Schema(description = "Whose athlete.", examples = "local") String tenant,
      @Schema(description = "Who confirms.", examples = PROJECTION) String by) {}

  @PermissionsAllowed("ops")
  @GET
  @Operation(summary = "Erasures and their steps", description = "The newest first, at most 1000.")
  @APIResponseSchema(Answer.class)
  public Answer list() {
    return new Answer(
        erasures.newest(MOST).stream()
            .map(
                erasure ->
                    new Row(
                        erasure.tenant(), erasure.pseudonym(), ErasureResource.Receipt.of(erasure)))
            .toList());
  }

  @PermissionsAllowed("internal:reconcile")
  @POST
  @Path("/{pseudonym}/confirmations")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Confirm that a copy was erased",
      description = "204, again and again; the first time counts. 404 for an unknown pseudonym.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = Confirmation.class)))
  @APIResponse(responseCode = "204", description = "Noted")
  @APIResponse(responseCode = "404", description = "not-found: there is no such erasure")
  public Response confirm(@PathParam("pseudonym") String pseudonym, InputStream body) {
    Confirmation confirmation = read(body);
    if (confirmation == null
        || confirmation.tenant() == null
        || !EntryKey.isId(confirmation.tenant())
        || !PROJECTION.equals(confirmation.by())) {
      throw unclear();
    }
    if (!EntryKey.isId(pseudonym) || !erasures.confirm(confirmation.tenant(), pseudonym)) {
      throw Problems.notFound();
    }
    return Response.noContent().build();
  }

  @PermissionsAllowed("ops")
  @POST
  @Path("/reapply")
  @Operation(
      summary = "Erase again what a restore brought back",
      description =
          "Reads session.erasures from its beginning. To be called after every restore of this"
              + " service's database, before writes are let in.")
  @APIResponseSchema(ReapplyErasures.Reapplied.class)
  public ReapplyErasures.Reapplied reapply() {
    try {
      return reapplyErasures.fromTheBeginning();
    } catch (KafkaException away) {
      throw Problems.unavailable();
    }
  }

  private static Confirmation read(InputStream body) {
    try {
      return JSON.readValue(body, Confirmation.class);
    } catch (JsonProcessingException noConfirmation) {
      throw unclear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuntimeException unclear() {
    return Problems.badParameter(
        "body", "Send {\"tenant\":…,\"by\":\"" + PROJECTION + "\"} as JSON.");
  }
}
