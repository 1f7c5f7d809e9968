package io.trunkline.progress.recommendation;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.progress.Parameters;
import io.trunkline.progress.rules.Recommendation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an athlete should do next. */
@Path("/v1/athletes/{athlete}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recommendations")
public class RecommendationResource {

  private static final int MAX_EXERCISES = 50;
  private static final String ATHLETE =
      "The athlete's opaque id, 1 to 64 of A-Z a-z 0-9 . _ ~ -. Needs no registration.";
  private static final String AT =
      "The moment asked about, RFC 3339 with an offset; its local day is today. Default: now in the"
          + " athlete's zone.";
  private static final String BAD =
      "bad-parameter: names the parameter and says what it should be.";
  private static final String BEHIND =
      "projection-behind: the revisions in after have not arrived; athlete-incomplete: an entry of"
          + " this athlete could not be read, so no dose is given; unavailable: no database. All"
          + " carry Retry-After.";

  private final RecommendDose recommendDose;
  private final PlanNextWorkout planNextWorkout;

  RecommendationResource(RecommendDose recommendDose, PlanNextWorkout planNextWorkout) {
    this.recommendDose = recommendDose;
    this.planNextWorkout = planNextWorkout;
  }

  /** One exercise's next dose. An exercise nobody knows is an answer too, not an error. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("/exercises/{exercise}/recommendation")
  @Operation(
      operationId = "recommendation",
      summary = "One exercise's next dose, and why",
      description =
          "The same facts and the same at give the same bytes. prescription is null where nothing"
              + " may be done on that day; an exercise the catalogue does not know answers"
              + " UNKNOWN_EXERCISE.")
  @Parameter(
      name = "at",
      in = ParameterIn.QUERY,
      description = AT,
      schema = @Schema(type = SchemaType.STRING, format = "date-time"),
      example = "2026-05-27T18:00:00+02:00")
  @APIResponse(
      responseCode = "200",
      description = "The recommendation.",
      content = @Content(schema = @Schema(implementation = Recommendation.class)))
  @APIResponse(
      responseCode = "400",
      description = BAD,
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description = BEHIND,
      content = @Content(mediaType = "application/problem+json"))
  public Recommendation recommendation(
      @PathParam("athlete") @Parameter(description = ATHLETE, example = "a-17") String athlete,
      @PathParam("exercise")
          @Parameter(
              description = "The catalogue's id of the exercise.",
              example = "back-extension")
          String exercise,
      @Context UriInfo uri) {
    Parameters query = Parameters.of(uri, Set.of("at", "after"));
    return recommendDose.of(
        Parameters.id("athlete", athlete),
        Parameters.id("exercise", exercise),
        query.timeOrNull("at"));
  }

  /** The next workout as a whole. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("/next-workout")
  @Operation(
      operationId = "nextWorkout",
      summary = "The next workout, exercise by exercise",
      description =
          "A programme's exercises in order, those named, or those the athlete trains. All of them"
              + " appear, also those that rest; substitutes are offered where one rests.")
  @Parameter(
      name = "program",
      in = ParameterIn.QUERY,
      description = "A programme of the catalogue. Not together with exercises.",
      schema = @Schema(type = SchemaType.STRING),
      example = "back-workout")
  @Parameter(
      name = "exercises",
      in = ParameterIn.QUERY,
      description = "Ids separated by commas, each once, at most 50. Not together with program.",
      schema = @Schema(type = SchemaType.STRING),
      example = "back-extension,trunk-lift")
  @Parameter(
      name = "at",
      in = ParameterIn.QUERY,
      description = AT,
      schema = @Schema(type = SchemaType.STRING, format = "date-time"),
      example = "2026-05-27T18:00:00+02:00")
  @APIResponse(
      responseCode = "200",
      description = "The workout.",
      content = @Content(schema = @Schema(implementation = WorkoutAnswer.class)))
  @APIResponse(
      responseCode = "400",
      description = BAD,
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "404",
      description = "not-found: there is no programme of that id.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description = BEHIND,
      content = @Content(mediaType = "application/problem+json"))
  public WorkoutAnswer nextWorkout(
      @PathParam("athlete") @Parameter(description = ATHLETE, example = "a-17") String athlete,
      @Context UriInfo uri) {
    Parameters query = Parameters.of(uri, Set.of("program", "exercises", "at", "after"));
    query.notBoth("program", "exercises");
    return planNextWorkout.of(
        Parameters.id("athlete", athlete),
        query.idOrNull("program"),
        query.idsOrNull("exercises", MAX_EXERCISES),
        query.timeOrNull("at"));
  }
}
