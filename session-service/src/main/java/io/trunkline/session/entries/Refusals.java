package io.trunkline.session.entries;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.trunkline.session.journal.DatabaseAway;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What holds for every answer: problems have a type of ours, and nobody keeps a copy of health
 * data.
 */
@Singleton
public class Refusals implements ProblemPostProcessor {

  private static final Logger LOG = Logger.getLogger(Refusals.class);

  /** Problems the framework raises come without a type. */
  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    return problem.getType() != null
        ? problem
        : HttpProblem.builder(problem).withType(Problems.typeOf(problem.getStatusCode())).build();
  }

  /** Asking again is safe: every write is idempotent. */
  @ServerExceptionMapper
  public Response unavailable(DatabaseAway away) {
    if (away.isMaintenance()) {
      return Problems.maintenance().toResponse();
    }
    LOG.warnf("answered 503: %s", away.getMessage());
    return Problems.unavailable().toResponse();
  }

  @ServerResponseFilter
  public void neverStored(ContainerResponseContext response) {
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
