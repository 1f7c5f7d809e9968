package io.trunkline.progress.pages;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.trunkline.progress.Database;
import io.trunkline.progress.Parameters;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.exercises.KnownCatalogue;
import io.trunkline.progress.wording.Words;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** What can be trained, and what is said of it. Nothing here is about an athlete. */
@Path("/exercises")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class CataloguePages {

  private final Database database;
  private final Tenant tenant;
  private final KnownCatalogue catalogue;
  private final CoachWords coachWords;

  CataloguePages(
      Database database, Tenant tenant, KnownCatalogue catalogue, CoachWords coachWords) {
    this.database = database;
    this.tenant = tenant;
    this.catalogue = catalogue;
    this.coachWords = coachWords;
  }

  /** All that is in use. */
  @PermissionsAllowed("progress:read")
  @GET
  public TemplateInstance exercises(@Context HttpHeaders caller) {
    Words words = coachWords.of(caller);
    return Pages.exercises(
            CataloguePage.of(database.snapshot(tenant.current(), catalogue::definitions), words))
        .setLocale(words.locale());
  }

  /** One, a retired one too. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("{exercise}")
  public TemplateInstance definition(
      @PathParam("exercise") String exercise, @Context HttpHeaders caller) {
    String id = Parameters.id("exercise", exercise);
    Words words = coachWords.of(caller);
    return database
        .snapshot(tenant.current(), connection -> catalogue.definition(connection, id))
        .map(found -> Pages.definition(DefinitionPage.of(found, words)).setLocale(words.locale()))
        .orElseThrow(() -> Problems.notFound("There is no exercise of that id."));
  }
}
