package io.trunkline.progress.recommendation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Decisions, newest first.
 *
 * @param next the cursor of the page after this one; absent on the last
 */
@Schema(name = "DecisionPage")
public record DecisionPage(
    @Schema(type = SchemaType.ARRAY, implementation = Decision.class) List<Body> decisions,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Send it as cursor to read on. Absent on the last page.")
        String next) {

  public DecisionPage {
    decisions = List.copyOf(decisions);
  }

  /** A decision as it was kept and published, byte for byte. */
  public record Body(@JsonValue @JsonRawValue String json) {}
}
