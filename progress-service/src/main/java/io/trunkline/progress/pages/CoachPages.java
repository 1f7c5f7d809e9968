package io.trunkline.progress.pages;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Parameters;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.live.StreamResource;
import io.trunkline.progress.live.Watch;
import io.trunkline.progress.projection.ReadsAboutAthletes;
import io.trunkline.progress.roster.ShowRoster;
import io.trunkline.progress.rules.Need;
import io.trunkline.progress.wording.Words;
import io.trunkline.security.audit.NoteLooks;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a coach looks at. The same facts as under {@code /v1}, for eyes. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class CoachPages {

  private final ShowRoster showRoster;
  private final ShowAthlete showAthlete;
  private final ShowExercise showExercise;
  private final ShowActing showActing;
  private final Watch watch;
  private final Tenant tenant;
  private final CoachWords coachWords;
  private final CoachView coaches;
  private final NoteLooks looks;

  CoachPages(
      ShowRoster showRoster,
      ShowAthlete showAthlete,
      ShowExercise showExercise,
      ShowActing showActing,
      Watch watch,
      Tenant tenant,
      CoachWords coachWords,
      CoachView coaches,
      NoteLooks looks) {
    this.coaches = coaches;
    this.looks = looks;
    this.showRoster = showRoster;
    this.showAthlete = showAthlete;
    this.showExercise = showExercise;
    this.showActing = showActing;
    this.watch = watch;
    this.tenant = tenant;
    this.coachWords = coachWords;
  }

  /** Who needs me now. */
  @PermissionsAllowed("progress:read")
  @GET
  public TemplateInstance roster(@Context UriInfo uri, @Context HttpHeaders caller) {
    String asked = Parameters.of(uri, Set.of("need")).one("need");
    Need.Sort chosen =
        Arrays.stream(Need.Sort.values())
            .filter(sort -> sort.name().equals(asked))
            .findFirst()
            .orElse(null);
    Words words = coachWords.of(caller);
    // The head of the page: where the coach is, which is where this runs as far as anybody knows.
    OffsetDateTime now = OffsetDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
    ShowRoster.Roster roster = showRoster.at(now);
    looks.at(
        roster.with(chosen).stream().map(ShowRoster.Line::athlete).toList(), "CoachPages.roster");
    return Pages.roster(RosterPage.of(roster, chosen, words, now.toLocalDate()))
        .setLocale(words.locale());
  }

  /** One athlete. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("/athletes/{athlete}")
  public TemplateInstance athlete(
      @PathParam("athlete") String athlete,
      @Context UriInfo uri,
      @Context HttpHeaders caller,
      RoutingContext request) {
    Words words = coachWords.of(caller);
    List<String> after = uri.getQueryParameters().getOrDefault("after", List.of());
    return Pages.athlete(
            showAthlete.of(Parameters.id("athlete", athlete), words),
            showActing.of(athlete, after, ReadsAboutAthletes.isBehind(request), words))
        .setLocale(words.locale());
  }

  /** The next workout on paper. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("/athletes/{athlete}/workout")
  public TemplateInstance workout(
      @PathParam("athlete") String athlete, @Context HttpHeaders caller) {
    // For the athlete, whose plates it counts.
    Words words = coachWords.of(caller).asEntered();
    return Pages.workout(showAthlete.of(Parameters.id("athlete", athlete), words))
        .setLocale(words.locale());
  }

  /** One exercise of an athlete, over time. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("/athletes/{athlete}/exercises/{exercise}")
  public TemplateInstance exercise(
      @PathParam("athlete") String athlete,
      @PathParam("exercise") String exercise,
      @Context HttpHeaders caller) {
    Words words = coachWords.of(caller);
    return Pages.exercise(
            showExercise.of(
                Parameters.id("athlete", athlete), Parameters.id("exercise", exercise), words))
        .setLocale(words.locale());
  }

  /** The numbers of the chart. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("/athletes/{athlete}/exercises/{exercise}/progress.csv")
  @Produces("text/csv")
  public Response numbers(
      @PathParam("athlete") String athlete, @PathParam("exercise") String exercise) {
    String csv =
        showExercise.csv(Parameters.id("athlete", athlete), Parameters.id("exercise", exercise));
    return Response.ok(csv, "text/csv; charset=utf-8")
        .header(
            "Content-Disposition", "attachment; filename=\"" + athlete + "-" + exercise + ".csv\"")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** A decision that was kept, opened. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("/athletes/{athlete}/decisions/{exercise}/{revision}")
  public TemplateInstance decision(
      @PathParam("athlete") String athlete,
      @PathParam("exercise") String exercise,
      @PathParam("revision") long revision,
      @Context HttpHeaders caller) {
    Words words = coachWords.of(caller);
    return Pages.decision(
            showExercise.decision(
                Parameters.id("athlete", athlete),
                Parameters.id("exercise", exercise),
                revision,
                words))
        .setLocale(words.locale());
  }

  /** What happens to an athlete, for an open page. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("/athletes/{athlete}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> events(
      @PathParam("athlete") String athlete,
      @Context HttpServerResponse response,
      @Context Sse sse) {
    String id = Parameters.id("athlete", athlete);
    // Filters of answers do not see a stream.
    response.putHeader("Cache-Control", "no-store");
    return watch
        .of(new Athlete(tenant.current(), id), coaches.personOrNull())
        .map(news -> StreamResource.written(news, sse));
  }
}
