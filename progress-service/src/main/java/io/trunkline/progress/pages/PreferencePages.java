package io.trunkline.progress.pages;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.trunkline.progress.identity.PageSession;
import io.trunkline.progress.wording.Words;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How a coach likes to read weights and days. Only their browser keeps it. */
@Path("/preferences")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class PreferencePages {

  private static final int YEAR = (int) Duration.ofDays(365).toSeconds();

  private final CoachWords coachWords;
  private final boolean https;

  PreferencePages(
      CoachWords coachWords, @ConfigProperty(name = "trunkline.pages.https") boolean https) {
    this.coachWords = coachWords;
    this.https = https;
  }

  /** The choices. */
  @PermissionsAllowed("progress:read")
  @GET
  public TemplateInstance preferences(
      @Context HttpHeaders caller, RoutingContext request, @QueryParam("saved") boolean saved) {
    Words words = coachWords.of(caller);
    Preferences kept = Preferences.of(caller);
    PageSession session = PageSession.of(request);
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    return Pages.preferences(
            new PreferencesPage(
                words.locale().getLanguage(),
                session == null ? "" : session.formToken(),
                saved,
                kept.unitName(),
                kept.daysName(),
                coachWords.in(caller, new Preferences(null, false)).day(today, today)))
        .setLocale(words.locale());
  }

  /** Lets the browser keep them. */
  @PermissionsAllowed("progress:read")
  @POST
  public Response keep(@FormParam("unit") String unit, @FormParam("days") String days) {
    NewCookie cookie =
        new NewCookie.Builder(Preferences.COOKIE)
            .value(Preferences.of(unit, days).kept())
            .path("/")
            .maxAge(YEAR)
            .httpOnly(true)
            .secure(https)
            .sameSite(NewCookie.SameSite.LAX)
            .build();
    return Response.seeOther(URI.create("/preferences?saved=true")).cookie(cookie).build();
  }
}
