package io.trunkline.catalog.definition;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Gives the problems the framework raises (unknown path, wrong method, …) a stable type too. */
@ApplicationScoped
public class ProblemTypes implements ProblemPostProcessor {

  private static final Map<Integer, String> SLUGS =
      Map.of(
          400, "bad-parameter",
          404, "not-found",
          405, "method-not-allowed",
          406, "not-acceptable",
          413, "too-large",
          415, "unsupported-media-type");

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    String slug = SLUGS.get(problem.getStatusCode());
    return problem.getType() != null || slug == null
        ? problem
        : HttpProblem.builder(problem).withType(Problems.type(slug)).build();
  }
}
