package io.trunkline.progress.identity;

import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where the identity provider sends people back to, after logging in and after logging out. */
@Path("/")
public class LoginResource {

  private final Notices notices;

  LoginResource(Notices notices) {
    this.notices = notices;
  }

  /** Whom the provider sends here is led on to the page they asked for; others to the first one. */
  @GET
  @Path("login")
  @Authenticated
  @Operation(hidden = true)
  public Response login() {
    return Response.seeOther(URI.create("/")).build();
  }

  /**
   * Never runs: who has a session is sent to the provider by then, and who has none by
   * PageRefusals.
   */
  @GET
  @Path("logout")
  @Authenticated
  @Operation(hidden = true)
  public Response logout() {
    return Response.seeOther(URI.create("/logged-out")).build();
  }

  /** The session is over. */
  @GET
  @Path("logged-out")
  @PermitAll
  @Operation(hidden = true)
  public Response loggedOut(RoutingContext request) {
    return notices.response(Notice.LOGGED_OUT, request);
  }
}
