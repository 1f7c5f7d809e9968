package io.trunkline.security;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A body that stops coming is the caller's or the network's fault, and no failure of ours. */
@Singleton
public class BrokenBodies {

  private static final Logger LOG = Logger.getLogger(BrokenBodies.class);

  /** A caller who is still connected is told; most are not, for Quarkus closes what stalls. */
  @ServerExceptionMapper({IOException.class, UncheckedIOException.class})
  public Response refuse(Exception cause, RoutingContext request) {
    if (request.request().isEnded()) {
      LOG.errorf(cause, "%s failed", request.request().method());
      return HttpProblem.builder()
          .withStatus(500)
          .withTitle("Internal Server Error")
          .build()
          .toResponse();
    }
    return HttpProblem.builder()
        .withStatus(408)
        .withType(URI.create("https://trunkline.io/problems/incomplete-body"))
        .withTitle("The body did not arrive")
        .withDetail("Nothing was done. Send the whole request again.")
        .withHeader("Connection", "close")
        .build()
        .toResponse();
  }
}
