package io.trunkline.progress.projection;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says in the OpenAPI document what {@link ReadsAboutAthletes} does. */
public class ReadsInOpenApi implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              if (path.contains("{athlete}") && item.getGET() != null) {
                describe(item.getGET());
              }
            });
  }

  private static void describe(Operation read) {
    read.addParameter(
        OASFactory.createParameter()
            .name("after")
            .in(Parameter.In.QUERY)
            .description(
                "Answer only once this revision of an entry is included, as session-service"
                    + " answered the write. Waits up to 2 s. Repeatable, at most 20.")
            .schema(
                OASFactory.createSchema()
                    .addType(Schema.SchemaType.ARRAY)
                    .items(OASFactory.createSchema().addType(Schema.SchemaType.STRING)))
            .example("session/s1@2"));
    if (read.getResponses().getAPIResponse("200").getContent().hasMediaType("text/event-stream")) {
      return; // a stream is no answer that could be complete
    }
    read.getResponses()
        .getAPIResponse("200")
        .headers(
            Map.of(
                "Trunkline-Complete",
                header(
                    "false while an entry of the athlete could not be read.",
                    OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN)),
                "Trunkline-Complete-Until",
                header(
                    "Every change made before this moment is included. Absent as long as the"
                        + " journal has not said so.",
                    OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .format("date-time"))));
  }

  private static Header header(String description, Schema schema) {
    return OASFactory.createHeader().description(description).schema(schema);
  }
}
