package io.trunkline.progress.pages;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.trunkline.progress.Parameters;
import io.trunkline.progress.Problems;
import io.trunkline.progress.identity.PersonAtPage;
import io.trunkline.progress.journal.RecordForPerson.Outcome;
import io.trunkline.progress.journal.RecordForPerson.Status;
import io.trunkline.progress.wording.ActTexts;
import io.trunkline.progress.wording.Words;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Set;

/**
 * Where a coach acts. Every page is an address of its own and an ordinary form, so that each works
 * without a script, and a page that is loaded again asks instead of doing twice.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class ActPages {

  private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

  private final ActOnAthlete acts;
  private final ShowActing showActing;
  private final PersonAtPage person;
  private final CoachWords coachWords;

  ActPages(ActOnAthlete acts, ShowActing showActing, PersonAtPage person, CoachWords coachWords) {
    this.acts = acts;
    this.showActing = showActing;
    this.person = person;
    this.coachWords = coachWords;
  }

  /** A ceiling, a position, or the length of a rest, to be filled in. */
  @PermissionsAllowed(Act.DIRECTS)
  @GET
  @Path("/athletes/{athlete}/directives/{what}")
  public Response openDirective(
      @PathParam("athlete") String athlete,
      @PathParam("what") String what,
      @Context UriInfo uri,
      @Context HttpHeaders caller) {
    return open("directives", what, athlete, uri, caller);
  }

  /** Records a directive. */
  @PermissionsAllowed(Act.DIRECTS)
  @POST
  @Path("/athletes/{athlete}/directives/{what}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response direct(
      @PathParam("athlete") String athlete,
      @PathParam("what") String what,
      MultivaluedMap<String, String> form,
      @Context HttpHeaders caller) {
    return record("directives", what, athlete, Posted.of(form), caller);
  }

  /** Asks whether a directive is to be taken back. */
  @PermissionsAllowed(Act.DIRECTS)
  @GET
  @Path("/athletes/{athlete}/directives/withdraw/{id}")
  public Response askToWithdrawDirective(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @Context HttpHeaders caller) {
    return ask(athlete, EntryKind.DIRECTIVE, id, caller);
  }

  /** Takes a directive back. */
  @PermissionsAllowed(Act.DIRECTS)
  @POST
  @Path("/athletes/{athlete}/directives/withdraw/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response withdrawDirective(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      MultivaluedMap<String, String> form,
      @Context HttpHeaders caller) {
    return withdraw(athlete, EntryKind.DIRECTIVE, id, Posted.of(form), caller);
  }

  /** A go-ahead or a screening, to be filled in. */
  @PermissionsAllowed(Act.ATTENDS)
  @GET
  @Path("/athletes/{athlete}/health/{what}")
  public Response openHealth(
      @PathParam("athlete") String athlete,
      @PathParam("what") String what,
      @Context UriInfo uri,
      @Context HttpHeaders caller) {
    return open("health", what, athlete, uri, caller);
  }

  /** Records a go-ahead, or answers. */
  @PermissionsAllowed(Act.ATTENDS)
  @POST
  @Path("/athletes/{athlete}/health/{what}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response attend(
      @PathParam("athlete") String athlete,
      @PathParam("what") String what,
      MultivaluedMap<String, String> form,
      @Context HttpHeaders caller) {
    return record("health", what, athlete, Posted.of(form), caller);
  }

  /** Asks whether a go-ahead is to be taken back. */
  @PermissionsAllowed(Act.ATTENDS)
  @GET
  @Path("/athletes/{athlete}/health/withdraw/{id}")
  public Response askToWithdrawClearance(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @Context HttpHeaders caller) {
    return ask(athlete, EntryKind.CLEARANCE, id, caller);
  }

  /** Takes a go-ahead back. */
  @PermissionsAllowed(Act.ATTENDS)
  @POST
  @Path("/athletes/{athlete}/health/withdraw/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response withdrawClearance(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      MultivaluedMap<String, String> form,
      @Context HttpHeaders caller) {
    return withdraw(athlete, EntryKind.CLEARANCE, id, Posted.of(form), caller);
  }

  /** A form check or a note, to be filled in. */
  @PermissionsAllowed(Act.DIRECTS)
  @GET
  @Path("/athletes/{athlete}/observations/{what}")
  public Response openObservation(
      @PathParam("athlete") String athlete,
      @PathParam("what") String what,
      @Context UriInfo uri,
      @Context HttpHeaders caller) {
    return open("observations", what, athlete, uri, caller);
  }

  /** Writes down what was seen. */
  @PermissionsAllowed(Act.DIRECTS)
  @POST
  @Path("/athletes/{athlete}/observations/{what}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response observe(
      @PathParam("athlete") String athlete,
      @PathParam("what") String what,
      MultivaluedMap<String, String> form,
      @Context HttpHeaders caller) {
    return record("observations", what, athlete, Posted.of(form), caller);
  }

  /** Asks whether a form check or a note is to be taken back. */
  @PermissionsAllowed(Act.DIRECTS)
  @GET
  @Path("/athletes/{athlete}/observations/withdraw/{id}")
  public Response askToWithdrawObservation(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      @Context HttpHeaders caller) {
    return ask(athlete, EntryKind.OBSERVATION, id, caller);
  }

  /** Takes a form check or a note back. */
  @PermissionsAllowed(Act.DIRECTS)
  @POST
  @Path("/athletes/{athlete}/observations/withdraw/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response withdrawObservation(
      @PathParam("athlete") String athlete,
      @PathParam("id") String id,
      MultivaluedMap<String, String> form,
      @Context HttpHeaders caller) {
    return withdraw(athlete, EntryKind.OBSERVATION, id, Posted.of(form), caller);
  }

  private Response open(
      String place, String what, String athlete, UriInfo uri, HttpHeaders caller) {
    Words words = coachWords.of(caller);
    String exercise = Parameters.of(uri, Set.of("exercise")).one("exercise");
    return shown(200, acts.open(act(place, what), athlete, exercise, words), words);
  }

  private Response record(
      String place, String what, String athlete, Posted posted, HttpHeaders caller) {
    Words words = coachWords.of(caller);
    ActOnAthlete.Result result = acts.record(act(place, what), athlete, posted, words);
    return result.next() == null
        ? shown(result.status(), result.form(), words)
        : Response.seeOther(URI.create(result.next())).build();
  }

  private static Act act(String place, String what) {
    return Act.of(place, what)
        .orElseThrow(() -> Problems.notFound("There is nothing at this address."));
  }

  private static Response shown(int status, ActForm form, Words words) {
    return Response.status(status)
        .type(HTML)
        .entity(ActTemplates.form(form).setLocale(words.locale()).render())
        .build();
  }

  private Response ask(String athlete, EntryKind kind, String id, HttpHeaders caller) {
    return confirmation(200, athlete, kind, Parameters.id("id", id), "", coachWords.of(caller));
  }

  private Response withdraw(
      String athlete, EntryKind kind, String id, Posted posted, HttpHeaders caller) {
    Words words = coachWords.of(caller);
    Outcome outcome = acts.withdraw(athlete, kind, Parameters.id("id", id), posted);
    if (outcome.status() == Status.DONE) {
      return Response.seeOther(URI.create(ActOnAthlete.afterWithdrawal(athlete, kind, id, outcome)))
          .build();
    }
    String trouble = ActOnAthlete.trouble(outcome, words.acting());
    return confirmation(ActOnAthlete.status(outcome), athlete, kind, id, trouble, words);
  }

  private Response confirmation(
      int status, String athlete, EntryKind kind, String id, String trouble, Words words) {
    ShowActing.Found found = showActing.one(athlete, kind.entry(id), words);
    WithdrawPage page =
        new WithdrawPage(
            words.locale().getLanguage(),
            athlete,
            person.formToken(),
            found.revision(),
            found.shown(),
            lead(kind, words.acting()),
            trouble);
    return Response.status(status)
        .type(HTML)
        .entity(ActTemplates.withdraw(page).setLocale(words.locale()).render())
        .build();
  }

  private static String lead(EntryKind kind, ActTexts says) {
    return switch (kind) {
      case OBSERVATION -> says.withdraw_observation();
      case CLEARANCE -> says.withdraw_clearance() + " " + says.withdraw_lead();
      case DIRECTIVE, SCREENING -> says.withdraw_lead();
    };
  }
}
