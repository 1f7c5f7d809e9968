package io.trunkline.catalog.exercise;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.catalog.definition.Answers;
import io.trunkline.catalog.definition.Kind;
import io.trunkline.catalog.definition.Preconditions;
import io.trunkline.catalog.definition.Problems;
import io.trunkline.catalog.definition.ReviseDefinition;
import io.trunkline.catalog.definition.StoreVersion;
import io.trunkline.catalog.definition.StrictJson;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Exercise definitions; see {@code contract/catalog.exercise-published.v1.schema.json}. */
@Path("/v1/exercises")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "exercises", description = "Exercise definitions, every fact with its citation")
public class ExerciseResource {

  private static final String NDJSON = "application/x-ndjson";
  private static final int BUNDLE_BYTES = 16 * 1024 * 1024;
  private static final Set<String> FAMILIES =
      new TreeSet<>(Set.of("LOADED", "LADDER", "MOBILITY", "BARBELL"));

  @Inject ExerciseChecks checks;
  @Inject ReviseDefinition reviseDefinition;
  @Inject StoreVersion storeVersion;
  @Inject LoadBundle loadBundle;

  @PermissionsAllowed("catalog:read")
  @GET
  @Operation(
      summary = "Find exercises",
      description = "Current definitions that are not retired, by id. Filters narrow each other.")
  @APIResponse(responseCode = "200", description = "items, and next while there are more")
  @APIResponse(responseCode = "400", description = "A parameter cannot be used (problem)")
  public String find(
      @Parameter(description = "Muscle id, e.g. erector-spinae") @QueryParam("muscle")
          String muscle,
      @Parameter(description = "Region id, e.g. lower-back") @QueryParam("region") String region,
      @Parameter(description = "Equipment id, e.g. barbell") @QueryParam("equipment")
          String equipment,
      @Parameter(description = "LOADED, LADDER, MOBILITY or BARBELL") @QueryParam("family")
          String family,
      @Parameter(description = "Part of the id or of a name, any case") @QueryParam("q") String q,
      @Parameter(description = "1 to 100") @QueryParam("limit") @DefaultValue("20") String limit,
      @Parameter(description = "next of the page before") @QueryParam("cursor") String cursor) {
    List<String> tags = new ArrayList<>();
    addTag(tags, "muscle", muscle);
    addTag(tags, "region", region);
    addTag(tags, "equipment", equipment);
    if (family != null) {
      if (!FAMILIES.contains(family)) {
        throw Problems.badParameter("family", "must be one of " + FAMILIES);
      }
      tags.add("family:" + family);
    }
    return Answers.page(Kind.EXERCISE, tags, words(q), limit, cursor);
  }

  @PermissionsAllowed("catalog:read")
  @GET
  @Path("/{id}")
  @Operation(
      summary = "Read an exercise",
      description = "The current version; a retired one says so. ETag is the version.")
  @APIResponse(responseCode = "200", description = "The definition")
  @APIResponse(responseCode = "404", description = "No such exercise (problem)")
  public Response read(@PathParam("id") String id) {
    return Answers.current(Kind.EXERCISE, id);
  }

  @PermissionsAllowed("catalog:read")
  @GET
  @Path("/{id}/versions/{version}")
  @Operation(summary = "Read any published version, for ever")
  @APIResponse(responseCode = "200", description = "The definition as it was")
  @APIResponse(responseCode = "404", description = "No such exercise or version (problem)")
  public Response readVersion(@PathParam("id") String id, @PathParam("version") String version) {
    return Answers.numbered(Kind.EXERCISE, id, version);
  }

  @PermissionsAllowed("catalog:write")
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Create or revise an exercise",
      description =
          "Publishes a new version. The same content again changes nothing. version, catalogue,"
              + " retired and articles may be sent as read; they are the service's own and are"
              + " ignored. A retired exercise is offered again.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)),
      description = "The definition; at most 64 KiB")
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
  @Operation(
      summary = "Retire an exercise",
      description = "It is no longer offered, but stays readable: history names it.")
  @APIResponse(responseCode = "204", description = "Retired, now or before")
  @APIResponse(responseCode = "404", description = "No such exercise (problem)")
  @APIResponse(responseCode = "412", description = "If-Match is not current (problem)")
  public Response retire(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    return Answers.retired(
        storeVersion.retire(
            Kind.EXERCISE, Answers.known(Kind.EXERCISE, id), new Preconditions(ifMatch, null)));
  }

  /** The answer to a bundle: one verdict for each definition, in order. */
  public record BundleLoaded(List<LoadBundle.Verdict> verdicts) {}

  @PermissionsAllowed("catalog:write")
  @POST
  @Path("/bundles")
  @Consumes({MediaType.APPLICATION_JSON, NDJSON})
  @Operation(
      summary = "Load many exercises",
      description =
          "One JSON array, or one definition a line. All are checked before any is stored; one bad"
              + " definition and none is stored. At most 16 MiB and 500 definitions.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class)),
        @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "200", description = "All stored; a verdict each")
  @APIResponse(responseCode = "400", description = "Not JSON (problem)")
  @APIResponse(responseCode = "413", description = "Too large (problem)")
  @APIResponse(responseCode = "415", description = "Neither type, or none named (problem)")
  @APIResponse(
      responseCode = "422",
      description = "None stored; all faults, and a verdict each (problem)")
  public BundleLoaded load(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type, InputStream body) {
    if (type == null) {
      throw new NotSupportedException();
    }
    byte[] bytes = StrictJson.bytes(body, BUNDLE_BYTES);
    return new BundleLoaded(
        loadBundle.load(
            type.getSubtype().equals("json")
                ? BundleItems.ofArray(bytes)
                : BundleItems.ofLines(bytes)));
  }

  private static void addTag(List<String> tags, String name, String value) {
    if (value != null) {
      if (value.length() > 64 || !Answers.ID.matcher(value).matches()) {
        throw Problems.badParameter(name, "must be an id such as lower-back");
      }
      tags.add(name + ":" + value);
    }
  }

  private static String words(String q) {
    if (q == null) {
      return "";
    }
    if (q.length() > 100 || q.chars().anyMatch(Character::isISOControl)) {
      throw Problems.badParameter("q", "must be at most 100 printable characters");
    }
    return q.strip().toLowerCase(Locale.ROOT);
  }
}
