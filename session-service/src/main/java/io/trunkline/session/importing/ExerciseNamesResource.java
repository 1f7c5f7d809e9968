package io.trunkline.session.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.PermissionsAllowed;
import io.trunkline.session.Tenant;
import io.trunkline.session.entries.Fault;
import io.trunkline.session.entries.JsonBody;
import io.trunkline.session.entries.Problems;
import io.trunkline.session.journal.EntryKey;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** HTTP of a tenant's names of exercises. */
@Path("/v1/exercise-names")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
public class ExerciseNamesResource {

  private static final Set<String> FIELDS = Set.of("name", "exercise", "variation");
  private static final int LONGEST_NAME = 256;

  private final Tenant tenant;
  private final TenantNames tenantNames;

  ExerciseNamesResource(Tenant tenant, TenantNames tenantNames) {
    this.tenant = tenant;
    this.tenantNames = tenantNames;
  }

  /** The whole list. */
  @Schema(name = "ExerciseNames", description = "What your trackers' names of exercises mean.")
  record Names(
      @Schema(
              required = true,
              description =
                  "At most one meaning for a name; case, width and white space make no difference.")
          List<OfExercise> names) {}

  /** One of them. */
  @Schema(name = "ExerciseName")
  record OfExercise(
      @Schema(
              required = true,
              description = "As the tracker writes it, at most 256 characters.",
              examples = "Kreuzheben (Langhantel)")
          String name,
      @Schema(
              required = true,
              description = "Id of the exercise it means.",
              pattern = "^[A-Za-z0-9._~-]{1,64}$",
              examples = "deadlift")
          String exercise,
      @Schema(
              description = "Id of the variation it means; left out for the usual one.",
              pattern = "^[A-Za-z0-9._~-]{1,64}$",
              nullable = true)
          String variation) {}

  @PermissionsAllowed("journal:read")
  @GET
  @Operation(
      summary = "Read your names of exercises",
      description = "They come before the names Trunkline knows by itself.")
  @APIResponseSchema(Names.class)
  public Names get() {
    return new Names(
        tenantNames.of(tenant.name()).stream()
            .map(each -> new OfExercise(each.name(), each.exercise(), each.variation()))
            .toList());
  }

  @PermissionsAllowed("journal:write")
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Replace your names of exercises",
      description =
          "The whole list; later imports use it. Importing a file again corrects the sessions whose"
              + " names mean something else now.")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Names.class)))
  @APIResponse(responseCode = "204", description = "Replaced")
  @APIResponse(responseCode = "413", description = "too-large: more than 64 KiB")
  @APIResponse(
      responseCode = "422",
      description = "invalid-entry: errors names every field that needs a change")
  public void put(InputStream body) {
    JsonNode json = JsonBody.read(readAll(body));
    List<Fault> faults = new ArrayList<>();
    List<TenantNames.Name> names = names(json, faults);
    if (!faults.isEmpty()) {
      throw Problems.invalidEntry(faults);
    }
    tenantNames.replace(tenant.name(), names);
  }

  private static List<TenantNames.Name> names(JsonNode json, List<Fault> faults) {
    if (!json.isObject() || !json.path("names").isArray() || json.size() > 1) {
      faults.add(new Fault("", "must be an object with the list names and nothing else"));
      return List.of();
    }
    List<TenantNames.Name> names = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < json.get("names").size(); i++) {
      JsonNode each = json.get("names").get(i);
      String pointer = "/names/" + i;
      int before = faults.size();
      check(each, pointer, faults);
      if (faults.size() > before) {
        continue;
      }
      String name = each.get("name").textValue();
      Integer first = seen.putIfAbsent(ExerciseNames.key(name), i);
      if (first != null) {
        faults.add(
            new Fault(pointer + "/name", "is the name of /names/" + first + " already; keep one"));
      }
      names.add(
          new TenantNames.Name(
              name, each.get("exercise").textValue(), each.path("variation").textValue()));
    }
    return names;
  }

  private static void check(JsonNode each, String pointer, List<Fault> faults) {
    if (!each.isObject()) {
      faults.add(new Fault(pointer, "must be an object with name and exercise"));
      return;
    }
    for (Iterator<String> fields = each.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!FIELDS.contains(field)) {
        faults.add(
            new Fault(pointer, "has an unknown field; it may have name, exercise and variation"));
      }
    }
    String name = each.path("name").asText();
    if (!each.path("name").isTextual() || name.isBlank() || name.length() > LONGEST_NAME) {
      faults.add(
          new Fault(pointer + "/name", "must be a text of 1 to " + LONGEST_NAME + " characters"));
    }
    for (String field : List.of("exercise", "variation")) {
      JsonNode id = each.path(field);
      boolean absent = id.isMissingNode() && field.equals("variation");
      if (!absent && !(id.isTextual() && EntryKey.isId(id.textValue()))) {
        faults.add(
            new Fault(
                pointer + "/" + field,
                "must be an id of 1 to 64 characters out of A-Z a-z 0-9 . _ ~ -"));
      }
    }
  }

  private static byte[] readAll(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(JsonBody.MAX_BYTES + 1);
      if (bytes.length > JsonBody.MAX_BYTES) {
        throw Problems.tooLarge(JsonBody.MAX_BYTES);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
