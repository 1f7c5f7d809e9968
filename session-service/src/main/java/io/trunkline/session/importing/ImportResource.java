package io.trunkline.session.importing;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.session.entries.Entries;
import io.trunkline.session.entries.Problems;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** HTTP of imports. */
@Path("/v1/athletes/{athlete}/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports", description = "What an athlete recorded in another tracker.")
public class ImportResource {

  private static final int MAX_BYTES = 16 * 1024 * 1024;

  /** Each may hold some hundred megabytes for a moment. */
  private final Semaphore atOnce = new Semaphore(2);

  private final Entries entries;
  private final ImportExport importExport;

  ImportResource(Entries entries, ImportExport importExport) {
    this.entries = entries;
    this.importExport = importExport;
  }

  @PermissionsAllowed("journal:write")
  @POST
  @Consumes("text/csv")
  @Operation(
      summary = "Import a tracker's CSV export",
      description =
          "Strong, Hevy, FitNotes, StrongLifts or Liftosaur, told by the header. Each workout"
              + " becomes one session, whose id is made of the tracker, the start as exported and a"
              + " hash of the title. So the same file again changes nothing, and a corrected export"
              + " updates; a workout renamed or moved in the tracker is a new session. What the"
              + " file says about a workout wins over a correction made here. Loads keep their"
              + " value and unit; help (exercises called assisted) is a negative load. A day"
              + " without a time begins at noon. A time that the clocks skipped is as much later,"
              + " one they showed twice is the first. Rows that cannot be used are skipped with a"
              + " reason and never stop the others.")
  @RequestBody(
      required = true,
      description = "The file as exported, in UTF-8, at most 16 MiB.",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
  @APIResponseSchema(value = Ledger.class, responseDescription = "What became of every row")
  @APIResponse(
      responseCode = "410",
      description = "athlete-erased: nothing about this athlete is written again")
  @APIResponse(responseCode = "413", description = "too-large: more than 16 MiB")
  @APIResponse(responseCode = "415", description = "unsupported-media-type: not text/csv in UTF-8")
  @APIResponse(
      responseCode = "422",
      description =
          "unreadable-import: no known header, another tracker than format says, not UTF-8, or no"
              + " unit for loads")
  public Ledger post(
      @PathParam("athlete") String athlete, @BeanParam ImportDemands demands, InputStream body) {
    String tenant = entries.tenantOf(athlete);
    demands.requireCsv();
    boolean dryRun = demands.isDryRun();
    Locality locality = demands.locality(() -> importExport.preferences(tenant, athlete));
    if (!atOnce.tryAcquire()) {
      throw Problems.unavailable();
    }
    try {
      Table table = Table.read(readAll(body));
      demands.requireFormat(table.tracker());
      return importExport.apply(new ImportExport.Order(tenant, athlete, locality, dryRun), table);
    } finally {
      atOnce.release();
    }
  }

  private static byte[] readAll(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw Problems.problem(413, "too-large", "The file is too large")
            .withDetail(
                "A file may have at most " + MAX_BYTES + " bytes. Split it between two workouts.")
            .build();
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
