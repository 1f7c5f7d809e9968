package io.trunkline.progress.recommendation;

import io.trunkline.progress.rules.NextWorkout;
import io.trunkline.progress.rules.Recommendation;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The next workout on the wire; its components stand in the order of the contract. */
@Schema(name = "NextWorkout")
record WorkoutAnswer(
    String athlete,
    OffsetDateTime at,
    @Schema(
            description =
                "The day it is for: the day of at if anything may be done then, else the first day anything may;"
                    + " null when only a professional's word can change that.",
            nullable = true)
        LocalDate date,
    @Schema(description = "The programme asked for, or null.", nullable = true) String program,
    List<NextWorkout.Item> items,
    List<Recommendation.Notice> notices) {}
