package io.trunkline.progress.series;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Every exercise of an athlete over time, in the order of their ids. */
@Schema(name = "Progress")
record ProgressAnswer(
    String athlete,
    @Schema(nullable = true) LocalDate from,
    @Schema(nullable = true) LocalDate to,
    List<Series> exercises) {}
