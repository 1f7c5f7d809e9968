package io.trunkline.progress.series;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.progress.Database;
import io.trunkline.progress.Parameters;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.recommendation.Facts;
import io.trunkline.progress.recommendation.LoadFacts;
import io.trunkline.progress.recommendation.Policies;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was done over time, beside what was advised. */
@Path("/v1/athletes/{athlete}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Coaching")
public class ProgressResource {

  private static final String FROM = "First local day of the sessions, for example 2026-01-01.";
  private static final String TO = "Last local day of the sessions.";
  private static final String BAD =
      "bad-parameter: names the parameter and says what it should be.";
  private static final String BEHIND =
      "projection-behind: the revisions in after have not arrived; athlete-incomplete: an entry of"
          + " this athlete could not be read; unavailable: no database. All carry Retry-After.";
  private static final String SERIES =
      "For each session the best set, volume, load, hold and both sides, and what would have been"
          + " advised just before from the facts known then; with rests and sensations. Everything"
          + " for a chart.";

  private final Database database;
  private final LoadFacts load;
  private final Policies policies;
  private final Tenant tenant;
  private final CoachView coaches;

  ProgressResource(
      Database database, LoadFacts load, Policies policies, Tenant tenant, CoachView coaches) {
    this.coaches = coaches;
    this.tenant = tenant;
    this.database = database;
    this.load = load;
    this.policies = policies;
  }

  /** All exercises of the athlete. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("/progress")
  @Operation(operationId = "progress", summary = "Every exercise over time", description = SERIES)
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = FROM,
      schema = @Schema(type = SchemaType.STRING, format = "date"))
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = TO,
      schema = @Schema(type = SchemaType.STRING, format = "date"))
  @APIResponse(
      responseCode = "200",
      description = "The series; none for an athlete nobody heard of.",
      content = @Content(schema = @Schema(implementation = ProgressAnswer.class)))
  @APIResponse(
      responseCode = "400",
      description = BAD,
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description = BEHIND,
      content = @Content(mediaType = "application/problem+json"))
  public ProgressAnswer progress(
      @PathParam("athlete") @Parameter(description = "The athlete's opaque id.", example = "a-17")
          String athlete,
      @Context UriInfo uri) {
    Parameters query = Parameters.of(uri, Set.of("from", "to", "after"));
    LocalDate from = query.dayOrNull("from");
    LocalDate to = query.dayOrNull("to");
    Facts facts = facts(Parameters.id("athlete", athlete));
    OffsetDateTime now = facts.at(null);
    TellProgress tell = new TellProgress(facts.history(), policies.active(), now, from, to);
    boolean seesHealth = coaches.seesHealth(tenant.current(), athlete);
    List<Series> all =
        done(facts).stream()
            .flatMap(id -> facts.catalogue().find(id).stream())
            .map(tell::of)
            .map(series -> seesHealth ? series : series.withoutHealth())
            .toList();
    return new ProgressAnswer(athlete, from, to, all);
  }

  /** One exercise. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("/exercises/{exercise}/progress")
  @Operation(
      operationId = "exerciseProgress",
      summary = "One exercise over time",
      description = SERIES)
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = FROM,
      schema = @Schema(type = SchemaType.STRING, format = "date"))
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = TO,
      schema = @Schema(type = SchemaType.STRING, format = "date"))
  @APIResponse(
      responseCode = "200",
      description =
          "The series; without points for an exercise nobody knows or that was never done.",
      content = @Content(schema = @Schema(implementation = Series.class)))
  @APIResponse(
      responseCode = "400",
      description = BAD,
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description = BEHIND,
      content = @Content(mediaType = "application/problem+json"))
  public Series exerciseProgress(
      @PathParam("athlete") @Parameter(description = "The athlete's opaque id.", example = "a-17")
          String athlete,
      @PathParam("exercise")
          @Parameter(
              description = "The catalogue's id of the exercise.",
              example = "back-extension")
          String exercise,
      @Context UriInfo uri) {
    Parameters query = Parameters.of(uri, Set.of("from", "to", "after"));
    LocalDate from = query.dayOrNull("from");
    LocalDate to = query.dayOrNull("to");
    String id = Parameters.id("exercise", exercise);
    Facts facts = facts(Parameters.id("athlete", athlete));
    TellProgress tell =
        new TellProgress(facts.history(), policies.active(), facts.at(null), from, to);
    return facts
        .catalogue()
        .find(id)
        .map(tell::of)
        .map(
            series ->
                coaches.seesHealth(tenant.current(), athlete) ? series : series.withoutHealth())
        .orElse(Series.unknown(id));
  }

  private Facts facts(String athlete) {
    return database.snapshot(tenant.current(), connection -> load.about(athlete, connection));
  }

  private static SortedSet<String> done(Facts facts) {
    SortedSet<String> ids = new TreeSet<>();
    facts
        .history()
        .sessions()
        .forEach(session -> session.exercises().forEach(done -> ids.add(done.exercise())));
    return ids;
  }
}
