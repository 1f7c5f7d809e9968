package io.trunkline.session.entries;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to each operation of the OpenAPI document the problems it may answer, and the limits of its
 * ids.
 */
public class ProblemsInOpenApi implements OASFilter {

  private static final Map<String, String> ANY =
      Map.of(
          "400",
              "bad-parameter or malformed-json: a name or parameter that cannot be, or a body that"
                  + " is no JSON",
          "503",
              "unavailable: the database cannot answer now; send the same request again after"
                  + " Retry-After");
  private static final Map<String, String> OF_ONE = Map.of("404", "not-found: unknown, or deleted");
  private static final Map<String, String> WRITES =
      Map.of(
          "412",
          "revision-mismatch: the precondition does not hold; ETag tells the current revision",
          "410",
          "athlete-erased: nothing about this athlete is written again");
  private static final Map<String, String> STREAMS =
      Map.of(
          "415", "unsupported-media-type: not application/x-ndjson in UTF-8",
          "429", "too-many-streams: two of yours are open; try again after Retry-After");
  private static final Map<String, String> PUTS =
      Map.of(
          "410",
              "entry-deleted: If-None-Match was sent and the id was deleted; or athlete-erased:"
                  + " nothing about this athlete is written again",
          "413", "too-large: more than 64 KiB",
          "415", "unsupported-media-type: not application/json in UTF-8",
          "422", "invalid-entry: errors names every field that needs a change");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.getComponents().addSchema("Problem", problem());
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              if (path.startsWith("/v1/")) {
                boolean one =
                    path.endsWith("{id}")
                        || path.endsWith("/screening")
                        || path.endsWith("/export")
                        || path.startsWith("/v1/erasures/")
                        || path.startsWith("/v1/ops/athletes/");
                boolean conditional =
                    path.startsWith("/v1/athletes/{athlete}/") && !path.endsWith("/imports");
                describe(item, one, conditional);
              }
            });
  }

  private static void describe(PathItem item, boolean one, boolean conditional) {
    item.getOperations()
        .forEach(
            (method, operation) -> {
              Map<String, String> problems = new LinkedHashMap<>(ANY);
              if (one && method != PathItem.HttpMethod.PUT) {
                problems.putAll(OF_ONE);
              }
              if (takes(EntriesResource.NDJSON, operation)) {
                problems.putAll(STREAMS);
              } else if (conditional && method != PathItem.HttpMethod.GET) {
                problems.putAll(WRITES);
              }
              if (conditional && takes("application/json", operation)) {
                problems.putAll(PUTS);
                operation
                    .getResponses()
                    .addAPIResponse(
                        "201",
                        OASFactory.createAPIResponse()
                            .description("Recorded")
                            .content(operation.getResponses().getAPIResponse("200").getContent()));
              }
              operation
                  .getResponses()
                  .getAPIResponses()
                  .forEach(
                      (status, response) -> {
                        if (status.startsWith("4")) {
                          problems.put(status, response.getDescription());
                        }
                      });
              problems.forEach((status, description) -> addProblem(operation, status, description));
              limitIds(operation);
            });
  }

  private static boolean takes(String mediaType, Operation operation) {
    return operation.getRequestBody() != null
        && operation.getRequestBody().getContent().hasMediaType(mediaType);
  }

  private static void addProblem(Operation operation, String status, String description) {
    MediaType json = OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(description)
            .content(OASFactory.createContent().addMediaType("application/problem+json", json));
    operation.getResponses().addAPIResponse(status, response);
  }

  private static void limitIds(Operation operation) {
    if (operation.getParameters() == null) {
      return;
    }
    operation.getParameters().stream()
        .filter(
            parameter -> parameter.getName().equals("athlete") || parameter.getName().equals("id"))
        .forEach(
            parameter ->
                parameter
                    .description(
                        parameter.getName().equals("athlete")
                            ? "The athlete's opaque id; exists with its first entry."
                            : "Chosen by you, unique for ever among the athlete's entries of this"
                                + " kind.")
                    .schema(text("Never . or .. alone.").pattern("^[A-Za-z0-9._~-]{1,64}$")));
  }

  private static Schema problem() {
    Schema error =
        object("What is wrong with one field.")
            .addProperty("pointer", text("JSON Pointer of the field; empty for the whole body."))
            .addProperty("detail", text("What to do about it."));
    return object("RFC 9457 problem details.")
        .addProperty(
            "type", text("Stable, https://trunkline.io/problems/ and the name of the problem."))
        .addProperty("title", text("What kind of problem this is."))
        .addProperty(
            "status",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .description("HTTP status."))
        .addProperty("detail", text("What to do, in a sentence."))
        .addProperty(
            "errors",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .description("Every field at fault.")
                .items(error));
  }

  private static Schema object(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }
}
