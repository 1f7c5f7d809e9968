package io.trunkline.session.entries;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a write that was accepted; it is durable by then. */
@Schema(description = "The entry was accepted and is durable.")
record WriteAnswer(
    @Schema(description = "Kind and id, as other calls name the entry.", examples = "session/s1")
        String entry,
    @Schema(
            description = "Revision now current; also the ETag. Unchanged content keeps it.",
            examples = "1")
        long revision,
    @Schema(description = "What the sender may want to look at. Nothing here was refused.")
        List<Warning> warnings) {}
