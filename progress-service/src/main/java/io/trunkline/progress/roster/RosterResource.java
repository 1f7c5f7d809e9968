package io.trunkline.progress.roster;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.progress.Parameters;
import io.trunkline.progress.Problems;
import io.trunkline.progress.projection.AfterRevision;
import io.trunkline.progress.projection.AwaitRevisions;
import io.trunkline.progress.rules.Need;
import io.trunkline.progress.wording.Wording;
import io.trunkline.security.audit.NoteLooks;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Who needs a person now, and why. */
@Path("/v1/roster")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Coaching")
public class RosterResource {

  private final ShowRoster showRoster;
  private final AwaitRevisions await;
  private final Wording wording;
  private final NoteLooks looks;

  RosterResource(ShowRoster showRoster, AwaitRevisions await, Wording wording, NoteLooks looks) {
    this.looks = looks;
    this.showRoster = showRoster;
    this.await = await;
    this.wording = wording;
  }

  /** A person first: the list is in the order in which somebody should look. */
  @PermissionsAllowed("progress:read")
  @GET
  @Operation(
      operationId = "roster",
      summary = "The caller's athletes, those who need a person first",
      description =
          "Each with the reasons and one sentence on what to do. Days that pass by themselves"
              + " count: a rest that ends or an athlete who falls silent need no new entry. Days"
              + " are the athlete's own. A coach's are those whose grant is in force; without"
              + " health, needs that rest on it are left out.")
  @Parameter(
      name = "need",
      in = ParameterIn.QUERY,
      description = "Only athletes with this need.",
      schema = @Schema(implementation = Need.Sort.class))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "How many at most, 1 to 100. Default 20.",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "What the page before gave as next.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The roster, or a page of it.",
      content = @Content(schema = @Schema(implementation = RosterAnswer.class)))
  @APIResponse(
      responseCode = "400",
      description = "bad-parameter: names the parameter and says what it should be.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description =
          "projection-behind: the revisions in after have not arrived; athlete-incomplete: one of"
              + " them could not be read; unavailable: no database. All carry Retry-After.",
      content = @Content(mediaType = "application/problem+json"))
  public RosterAnswer roster(
      @RestQuery
          @Parameter(
              description =
                  "Answer only once this revision of an entry is included, with its athlete in"
                      + " front. Waits up to 2 s. Repeatable, at most 20.",
              example = "a-17/session/s1@2")
          List<String> after,
      @Context UriInfo uri) {
    Parameters query = Parameters.of(uri, Set.of("need", "limit", "cursor", "after"));
    Need.Sort sort = sort(query.one("need"));
    int limit = query.limit();
    Long cursor = query.cursorOrNull();
    await.of(AfterRevision.ofAnybody(after));
    ShowRoster.Roster roster =
        showRoster.at(OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
    List<ShowRoster.Line> lines = roster.with(sort);
    int from = cursor == null ? 0 : (int) Math.min(cursor, lines.size());
    int to = Math.min(from + limit, lines.size());
    List<ShowRoster.Line> shown = lines.subList(from, to);
    looks.at(shown.stream().map(ShowRoster.Line::athlete).toList(), "RosterResource.roster");
    return new RosterAnswer(
        roster.at(),
        roster.lines().size(),
        roster.counts(),
        shown.stream().map(this::onTheWire).toList(),
        to < lines.size() ? Parameters.cursor(to) : null);
  }

  private static Need.Sort sort(String value) {
    if (value == null) {
      return null;
    }
    return Arrays.stream(Need.Sort.values())
        .filter(sort -> sort.name().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                Problems.badParameter(
                    "need", "need must be one of " + Arrays.toString(Need.Sort.values()) + "."));
  }

  private RosterAnswer.Line onTheWire(ShowRoster.Line line) {
    return new RosterAnswer.Line(
        line.athlete(),
        line.today(),
        line.row().complete(),
        line.row().lastSession(),
        line.next(),
        line.needs().stream().map(need -> reason(need, line)).toList());
  }

  private RosterAnswer.Reason reason(Need need, ShowRoster.Line line) {
    return new RosterAnswer.Reason(
        need.sort(),
        need.from(),
        need.day(),
        need.exercise(),
        need.region(),
        need.felt() == null ? null : need.felt().word(),
        need.severity(),
        need.fact(),
        wording.in(Locale.ENGLISH).todo(need, line.today()));
  }
}
