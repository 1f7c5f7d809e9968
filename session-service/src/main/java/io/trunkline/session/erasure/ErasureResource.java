package io.trunkline.session.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.trunkline.security.Rare;
import io.trunkline.session.Tenant;
import io.trunkline.session.entries.Problems;
import io.trunkline.session.journal.EntryKey;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** HTTP of erasures. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Erasure", description = "Everything about an athlete goes, everywhere.")
public class ErasureResource {

  private final Tenant tenant;
  private final Erasures erasures;

  ErasureResource(Tenant tenant, Erasures erasures) {
    this.tenant = tenant;
    this.erasures = erasures;
  }

  /** When each step was done; null: not yet. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Steps(
      @Schema(description = "No value is left in the journal.", nullable = true) String journal,
      @Schema(description = "The log has a null for every entry.", nullable = true) String log,
      @Schema(description = "The projection holds nothing any more.", nullable = true)
          String projection,
      @Schema(description = "The athlete's id is gone from this service.", nullable = true)
          String closed) {

    static Steps of(Erasure.Steps steps) {
      return new Steps(
          text(steps.journal()), text(steps.log()), text(steps.projection()), text(steps.closed()));
    }

    private static String text(Object moment) {
      return moment == null ? null : moment.toString();
    }
  }

  /** The receipt as answered. */
  record Receipt(
      @Schema(description = "Ask /v1/erasures/{receipt} how far it has come.") String receipt,
      @Schema(description = "The last step done: requested, journal, log, projection or closed.")
          String status,
      @Schema(description = "When the erasure began: from then on reads find nothing.")
          String requestedAt,
      Steps steps) {

    static Receipt of(Erasure erasure) {
      return new Receipt(
          erasure.receipt(),
          erasure.steps().status(),
          erasure.requestedAt().toString(),
          Steps.of(erasure.steps()));
    }
  }

  @PermissionsAllowed("athletes:erase")
  @Rare
  @DELETE
  @Path("/athletes/{athlete}")
  @Operation(
      summary = "Erase an athlete",
      description =
          "At once reads find nothing and writes are refused (410 athlete-erased), for ever; the"
              + " rest follows, in the steps of the receipt. Again: the same receipt. 404 for an"
              + " athlete of whom nothing was ever recorded.")
  @APIResponse(
      responseCode = "202",
      description = "Begun, or begun before. Location is where the receipt can be polled.",
      content = @Content(schema = @Schema(implementation = Receipt.class)))
  @APIResponse(responseCode = "404", description = "not-found: nothing was ever recorded")
  public Response erase(@PathParam("athlete") String athlete) {
    if (!EntryKey.isId(athlete)) {
      throw Problems.notAnId("athlete");
    }
    Erasure erasure = erasures.request(tenant.name(), athlete).orElseThrow(Problems::notFound);
    return Response.accepted(Receipt.of(erasure))
        // Relative on purpose: only the caller knows by which name this service was reached.
        .header(HttpHeaders.LOCATION, "/v1/erasures/" + erasure.receipt())
        .build();
  }

  @PermissionsAllowed("athletes:erase")
  @GET
  @Path("/erasures/{receipt}")
  @Operation(summary = "How far an erasure has come", description = "The receipt stays for ever.")
  @APIResponseSchema(Receipt.class)
  public Receipt receipt(@PathParam("receipt") String receipt) {
    if (!EntryKey.isId(receipt)) {
      throw Problems.notFound();
    }
    return erasures.find(tenant.name(), receipt).map(Receipt::of).orElseThrow(Problems::notFound);
  }
}
