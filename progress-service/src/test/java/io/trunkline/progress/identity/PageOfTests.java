package io.trunkline.progress.identity;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.progress.Tenant;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A page that says who looks at it, and one that only catalogue editors may see. */
@Path("/page-of-tests")
public class PageOfTests {

  private final Tenant tenant;

  PageOfTests(Tenant tenant) {
    this.tenant = tenant;
  }

  @GET
  @PermissionsAllowed("progress:read")
  @Operation(hidden = true)
  public String look(@Context SecurityContext caller, RoutingContext request) {
    return caller.getUserPrincipal().getName()
        + " of "
        + tenant.current()
        + "\n"
        + PageSession.of(request).formToken();
  }

  @POST
  @PermissionsAllowed("progress:read")
  @Operation(hidden = true)
  public String act(@FormParam("wish") String wish) {
    return "done: " + wish;
  }

  @GET
  @Path("editors")
  @PermissionsAllowed("catalog:write")
  @Operation(hidden = true)
  public String forEditors() {
    return "never shown here";
  }
}
