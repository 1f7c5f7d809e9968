package io.trunkline.progress;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.inject.Singleton;

/** Answers an address nobody serves in our words; the framework's own are about its methods. */
@Singleton
class UnknownAddress implements ProblemPostProcessor {

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    return problem.getStatusCode() == 404 && problem.getType() == null
        ? Problems.notFound("There is nothing at this address.")
        : problem;
  }
}
