package io.trunkline.progress;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What holds for every answer of this service. */
@Singleton
class HttpHabits implements ObjectMapperCustomizer {

  /** Loads read as people write them: 100, never 1E+2. */
  @Override
  public void customize(ObjectMapper mapper) {
    mapper.getFactory().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN.mappedFeature());
  }

  /** Health data: no browser and no proxy may keep a copy. */
  @ServerResponseFilter
  public void noStore(ContainerRequestContext request, ContainerResponseContext response) {
    if (holdsHealthData(request.getUriInfo().getPath())) {
      response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  private static boolean holdsHealthData(String path) {
    return path.startsWith("/v1/athletes/")
        || path.startsWith("/v1/ops/")
        || path.equals("/v1/roster")
        || path.equals("/v1/policy/backtest");
  }

  @ServerExceptionMapper
  public Response notNow(NotNow answer) {
    return answer.problem().toResponse();
  }
}
